// What was dropped: files, and whole folders with all that lies in them.

const mostFiles = 5_000;
/** What can hold workouts; all else of a folder is passed over. */
const known = /\.(fit|gpx|tcx|csv|xml|zip|gz)$/i;

export function mayHoldWorkouts(name: string): boolean {
  return known.test(name);
}

/** Must be called while the drop is being handled: afterwards the browser has forgotten what was dropped. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return [...transfer.files];
  const files: File[] = [];
  for (const entry of entries) await collect(entry, files, entry.isDirectory);
  return files;
}

/** What somebody dropped by itself is taken whatever its name, so that it can be said what is wrong with it. */
async function collect(entry: FileSystemEntry, into: File[], choosy: boolean): Promise<void> {
  if (into.length >= mostFiles) return;
  if (entry.isFile) {
    if (choosy && !mayHoldWorkouts(entry.name)) return;
    into.push(await fileOf(entry as FileSystemFileEntry));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A browser gives a folder in portions; an empty one is the last.
  for (;;) {
    const portion = await entriesOf(reader);
    if (portion.length === 0) return;
    for (const inner of portion) await collect(inner, into, true);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}

function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => {
    reader.readEntries(resolve, reject);
  });
}
