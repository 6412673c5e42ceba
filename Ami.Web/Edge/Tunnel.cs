using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Ami.Web.Edge;

/// <summary>Moves bytes as they come. For WebSockets it moves them both ways until one side ends.</summary>
internal static class Tunnel
{
    private const int BufferBytes = 16 * 1024;

    public static async Task Run(HttpContext context, HttpResponseMessage answer)
    {
        // The upgrade writes these itself from the response; hop-by-hop headers were left out before.
        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.Upgrade = answer.Headers.Upgrade.ToString();
        await using var client = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        await using var replica = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var up = Copy(client, replica, ended.Token);
        var down = Copy(replica, client, ended.Token);
        await Task.WhenAny(up, down);
        // A WebSocket is over for both sides when it is over for one.
        await ended.CancelAsync();
        await Task.WhenAll(up, down).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public static async Task Copy(Stream source, Stream destination, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (await source.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                await destination.FlushAsync(cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
