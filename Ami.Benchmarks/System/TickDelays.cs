using System.Buffers.Text;
using System.Globalization;
using System.Net.WebSockets;

namespace Ami.Benchmarks;

/// <summary>How old ticks were when clients had them, in whole milliseconds.</summary>
/// <param name="from">Ticks from before do not count, Unix milliseconds.</param>
internal sealed class TickDelays(long from)
{
    private readonly long[] _counts = new long[60_000];

    public long Count => _counts.Sum();

    public double At(double share)
    {
        var wanted = (long)Math.Ceiling(Count * share);
        var seen = 0L;
        for (var delay = 0; delay < _counts.Length; delay++)
        {
            seen += _counts[delay];
            if (seen >= wanted && seen > 0)
            {
                return delay;
            }
        }

        return double.NaN;
    }

    /// <summary>Reads until it is cancelled or the server ends the connection.</summary>
    public async Task Hear(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[2048];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                Add(buffer.AsSpan(0, received.Count));
            }
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"delay p50 {At(0.5):0} ms   p99 {At(0.99):0} ms   max {At(1):0} ms   of {Count:N0} ticks");

    private void Add(ReadOnlySpan<byte> message)
    {
        if (!message.StartsWith("{\"type\":\"tick\""u8))
        {
            return;
        }

        var at = message.IndexOf("\"time\":"u8);
        if (Utf8Parser.TryParse(message[(at + 7)..], out long sent, out _) && sent >= from)
        {
            Interlocked.Increment(ref _counts[Math.Clamp(PriceFanOut.Now() - sent, 0, _counts.Length - 1)]);
        }
    }
}
