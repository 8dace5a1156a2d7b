/** Hands a text or base64 content to the browser as a file. */
export function download(name: string, mime: string, data: string, base64: boolean): void {
  const bytes = base64 ? Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)) : data;
  const url = URL.createObjectURL(new Blob([bytes], { type: mime }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
