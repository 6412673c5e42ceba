using System.IO.Compression;

namespace Ami.Modules.Market.Import.Reading;

/// <summary>Recognises what a file is packed in by its first bytes: gzip (RFC 1952), or a ZIP archive with one file; else it is taken as it is.</summary>
internal static class Container
{
    private static ReadOnlySpan<byte> GzipMagic => [0x1F, 0x8B];

    private static ReadOnlySpan<byte> ZipMagic => "PK\u0003\u0004"u8;

    /// <summary>The table's own bytes.</summary>
    /// <param name="file">The file, at its beginning; stays open.</param>
    /// <param name="evidence">Told what was recognised.</param>
    /// <returns>What to read, or <c>market.import_not_candles</c> when an archive does not hold exactly one table.</returns>
    public static Result<Stream> Open(Stream file, List<ImportEvidence> evidence)
    {
        var stream = new Rewound(file);
        var start = stream.Peek(ZipMagic.Length);
        if (start.StartsWith(GzipMagic))
        {
            evidence.Add(ImportEvidence.Of("container.gzip"));
            return new GZipStream(stream, CompressionMode.Decompress);
        }

        if (!start.SequenceEqual(ZipMagic))
        {
            return stream;
        }

        if (!file.CanSeek)
        {
            return Error.Invalid(ImportProblems.NotCandles, "line 1: a ZIP archive can only be read from a file. Unpack it first.");
        }

        file.Position -= start.Length;
        var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        var entries = archive.Entries.Where(entry => entry.Name.Length > 0 && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)).ToList();
        if (entries is not [var only])
        {
            const int shown = 5;
            return Error.Invalid(
                ImportProblems.NotCandles,
                $"line 1: the ZIP archive holds {entries.Count} files instead of one ({string.Join(", ", entries.Take(shown).Select(entry => ImportProblems.Shown(entry.FullName)))}). Unpack it and import one of them."
            );
        }

        if (only.IsEncrypted)
        {
            return Error.Invalid(ImportProblems.NotCandles, "line 1: the ZIP archive is locked with a password. Unpack it first.");
        }

        evidence.Add(ImportEvidence.Of("container.zip", ("file", ImportProblems.Shown(only.FullName))));
        return only.Open();
    }
}
