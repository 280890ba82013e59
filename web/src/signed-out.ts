// Where nobody is signed in any more, no text of a memo stays on the device: it may be a shared one.

import { forgetConfirmedDrafts } from "./memo/kept";

export function startSignedOut(): void {
  if (document.getElementById("sign-in") !== null) forgetConfirmedDrafts().catch((error: unknown) => console.warn(error));
}
