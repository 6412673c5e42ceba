using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Ami.Web.Spa;

/// <summary>A file of the built web app in memory, compressed once per encoding when first asked for.</summary>
internal sealed class Asset(byte[] content, string contentType, DateTimeOffset lastModified)
{
    private const int WorthCompressing = 1024;
    private readonly ConcurrentDictionary<string, byte[]> _encoded = new(StringComparer.Ordinal);

    public string ContentType { get; } = contentType;
    public DateTimeOffset LastModified { get; } = lastModified;
    public ReadOnlyMemory<byte> Content => content;
    public string ETag { get; } = '"' + Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16)) + '"';

    private bool IsCompressible =>
        content.Length >= WorthCompressing
        && (
            ContentType.StartsWith("text/", StringComparison.Ordinal)
            || ContentType.Contains("json", StringComparison.Ordinal)
            || ContentType.Contains("javascript", StringComparison.Ordinal)
            || ContentType.Contains("svg", StringComparison.Ordinal)
            || ContentType.Contains("xml", StringComparison.Ordinal)
            || ContentType.Contains("wasm", StringComparison.Ordinal)
        );

    /// <summary>The best encoding that the client accepts, or null for none.</summary>
    public string? Encoding(string? acceptEncoding) =>
        !IsCompressible || acceptEncoding is null ? null
        : Accepts(acceptEncoding, "br") ? "br"
        : Accepts(acceptEncoding, "gzip") ? "gzip"
        : null;

    public ReadOnlyMemory<byte> As(string? encoding) => encoding is null ? content : _encoded.GetOrAdd(encoding, Compress);

    private static bool Accepts(string header, string encoding) =>
        header
            .Split(',', StringSplitOptions.TrimEntries)
            .Any(entry =>
                entry.StartsWith(encoding, StringComparison.OrdinalIgnoreCase)
                && !entry.EndsWith(";q=0", StringComparison.OrdinalIgnoreCase)
                && (entry.Length == encoding.Length || entry[encoding.Length] is ';' or ' ')
            );

    private byte[] Compress(string encoding)
    {
        using var output = new MemoryStream();
        // Not the smallest level: the largest brotli level takes seconds on a big bundle for a few percent.
        using (
            Stream compressor =
                encoding == "br"
                    ? new BrotliStream(output, new BrotliCompressionOptions { Quality = 9 }, leaveOpen: true)
                    : new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true)
        )
        {
            compressor.Write(content);
        }

        return output.ToArray();
    }
}
