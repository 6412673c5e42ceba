using System.Security.Cryptography;
using Ami.Modules.Market.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Ami.Modules.Market.Features;

/// <summary>Requests whose body is a file of candles.</summary>
internal static class CandleFileBody
{
    /// <summary>The largest file; some two years of minutes.</summary>
    public const long MostBytes = 60 * 1024 * 1024;

    public static RouteHandlerBuilder TakesCandleFile(this RouteHandlerBuilder endpoint) =>
        endpoint
            .Accepts<Stream>(
                "text/csv",
                "text/plain",
                "text/tab-separated-values",
                "application/gzip",
                "application/x-gzip",
                "application/zip",
                "application/x-zip-compressed",
                "application/octet-stream"
            )
            .WithMetadata(new BodyLimit());

    /// <summary>Writes the body into a file and goes back to its beginning.</summary>
    /// <returns>SHA-256 of the whole body, or <c>market.file_too_large</c> or <c>market.file_missing</c>.</returns>
    public static async Task<Result<byte[]>> ReceiveCandleFile(this HttpRequest request, FileStream file)
    {
        var cancellationToken = request.HttpContext.RequestAborted;
        if (request.ContentLength > MostBytes)
        {
            return MarketErrors.FileTooLarge(MostBytes);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (file.Length + read > MostBytes)
            {
                return MarketErrors.FileTooLarge(MostBytes);
            }

            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        if (file.Length == 0)
        {
            return MarketErrors.FileMissing;
        }

        file.Position = 0;
        return hash.GetHashAndReset();
    }

    /// <summary>Above our own limit: the web server reads what was refused to its end, so that who is still sending it hears why. Beyond this it hangs up.</summary>
    private sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => MostBytes + 4 * 1024 * 1024;
    }
}
