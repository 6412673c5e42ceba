using System.Buffers.Text;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Ami.ServiceDefaults.Problems;

/// <summary>
/// Kestrel itself answers what is not HTTP (a NUL in the path, a broken header, no Host) before any middleware runs, with an empty
/// body. On its way out such an answer gets the body that every other refusal of ours has. Everything else passes untouched.
/// </summary>
internal static class BareRefusals
{
    public static void LabelBareRefusals(this KestrelServerOptions kestrel) =>
        kestrel.ConfigureEndpointDefaults(endpoint =>
            endpoint.Use(next =>
                connection =>
                {
                    connection.Transport = new Transport(connection.Transport.Input, new RefusalWriter(connection.Transport.Output, connection.ConnectionId));
                    return next(connection);
                }
            )
        );

    private sealed record Transport(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

/// <summary>Looks at the beginning of each piece that is written; see <see cref="BareRefusals"/>.</summary>
internal sealed class RefusalWriter(PipeWriter inner, string connectionId) : PipeWriter
{
    private const int StatusAt = 9;
    private static ReadOnlySpan<byte> Start => "HTTP/1.1 "u8;
    private static ReadOnlySpan<byte> Empty => "\r\nContent-Length: 0\r\n"u8;
    private static ReadOnlySpan<byte> Closes => "\r\nConnection: close\r\n"u8;

    private Memory<byte> _written;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override Memory<byte> GetMemory(int sizeHint = 0) => _written = inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        if (Label(_written.Span[..bytes], connectionId) is not { } labelled)
        {
            inner.Advance(bytes);
            return;
        }
        labelled.CopyTo(inner.GetMemory(labelled.Length));
        inner.Advance(labelled.Length);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    /// <summary>The refusal with a body, or null when the bytes are anything else.</summary>
    internal static byte[]? Label(ReadOnlySpan<byte> head, string traceId)
    {
        if (!head.StartsWith(Start) || head.Length <= StatusAt || head[StatusAt] is not ((byte)'4' or (byte)'5'))
        {
            return null;
        }

        var empty = head.IndexOf(Empty);
        if (empty < 0 || head.IndexOf(Closes) < 0 || !head.EndsWith("\r\n\r\n"u8) || !Utf8Parser.TryParse(head[StatusAt..], out int status, out _))
        {
            return null;
        }

        var (code, title) = ProblemCatalog.For(status);
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type = ProblemWriter.TypePrefix + code,
                title,
                status,
                code,
                traceId,
            }
        );
        var headers = Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"\r\nContent-Type: application/problem+json\r\nContent-Length: {body.Length}\r\n")
        );
        return [.. head[..empty], .. headers, .. head[(empty + Empty.Length)..], .. body];
    }
}
