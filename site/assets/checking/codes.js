// QR codes on paper, by the browser's own reader where it has one: on a photo, or by the camera.
// Pictures stay in the page.

const FORMAT = "qr_code";
const PAUSE = 150;

/** Whether this browser reads QR codes. */
export async function readsCodes() {
  try {
    return (await BarcodeDetector.getSupportedFormats()).includes(FORMAT);
  } catch {
    return false;
  }
}

export function hasCamera() {
  return typeof navigator.mediaDevices?.getUserMedia === "function";
}

/** Return the texts of the codes on a picture: a file, or a video as it stands. */
export async function readCodes(picture) {
  const detector = new BarcodeDetector({ formats: [FORMAT] });
  if (!(picture instanceof Blob)) return (await detector.detect(picture)).map((code) => code.rawValue);
  const bitmap = await createImageBitmap(picture);
  try {
    return (await detector.detect(bitmap)).map((code) => code.rawValue);
  } finally {
    bitmap.close();
  }
}

/** Show the camera in a <video> until it sees codes; returns their texts, none where it was stopped. */
export async function watchCamera(video, stopped) {
  const wanted = { video: { facingMode: "environment" }, audio: false };
  const stop = new Promise((resolve) => stopped.addEventListener("abort", () => resolve(null)));
  const opening = navigator.mediaDevices.getUserMedia(wanted);
  const end = (stream) => stream.getTracks().forEach((track) => track.stop());
  // Whoever stops need not answer the browser's question first.
  const stream = await Promise.race([opening, stop]);
  if (stream === null) {
    opening.then(end, () => {});
    return [];
  }
  try {
    video.srcObject = stream;
    await Promise.race([video.play(), stop]);
    while (!stopped.aborted) {
      const texts = await readCodes(video);
      if (texts.length > 0) return texts;
      await Promise.race([new Promise((resolve) => setTimeout(resolve, PAUSE)), stop]);
    }
    return [];
  } finally {
    end(stream);
    video.srcObject = null;
  }
}
