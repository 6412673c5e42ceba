using System.Net;

namespace Ami.Web.Edge;

/// <summary>The client's body on its way to a replica. Knows whether any of it was sent, because then it cannot be sent again.</summary>
internal sealed class ForwardedBody(HttpRequest request) : HttpContent
{
    /// <summary>True once a replica began to receive it.</summary>
    public bool WasSent { get; private set; }

    /// <summary>What went wrong while reading from the client, as opposed to while writing to the replica.</summary>
    public Exception? ClientFailure { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        WasSent = true;
        // The replica may answer (refuse) before the whole body is there.
        await stream.FlushAsync(cancellationToken);
        var buffer = new byte[32 * 1024];
        while (await Read(buffer, cancellationToken) is > 0 and var read)
        {
            await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            await stream.FlushAsync(cancellationToken);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = request.ContentLength ?? 0;
        return request.ContentLength is not null;
    }

    private async ValueTask<int> Read(byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await request.Body.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception exception)
        {
            ClientFailure = exception;
            throw;
        }
    }
}
