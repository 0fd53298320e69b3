/// <reference types="astro/client" />

interface ImportMetaEnv {
  /** Names the build, by its sources: scripts/lib/offline. */
  readonly BUILD_ID: string;
}

declare namespace App {
  interface Locals {
    /** The lesson that is being built: its parts read it, so that prose need not repeat it. */
    lesson?: { id: string; lab: string };
  }
}
