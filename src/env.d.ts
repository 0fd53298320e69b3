/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    /** The lesson that is being built: its parts read it, so that prose need not repeat it. */
    lesson?: { id: string; lab: string };
  }
}
