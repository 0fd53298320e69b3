/** What is promised, in the same words wherever a learner starts the local engine. */
export function Safety() {
  return (
    <p class="wb-hint">
      On the local engine, lab code runs on your machine with your rights. Other websites cannot start it.
      Time and output are limited and runaway programs are stopped as well as the system allows. It is not a
      sandbox: do not run code that you don’t trust.
    </p>
  );
}
