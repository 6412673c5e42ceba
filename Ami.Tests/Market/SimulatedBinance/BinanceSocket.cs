using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;

namespace Ami.Tests.Market;

/// <summary>The server's side of one WebSocket, frame by frame, so that pings, cuts and closings are as a test wants them. One thing is sent at a time.</summary>
internal sealed class BinanceSocket
{
    private const byte Text = 0x1,
        Closing = 0x8,
        Ping = 0x9,
        Pong = 0xA;

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new();
    private readonly Stream _stream;
    private readonly Action _cut;
    private readonly IReadOnlySet<string> _names;
    private volatile bool _isCut;

    /// <param name="stream">The connection, once it is a WebSocket.</param>
    /// <param name="cut">Ends it.</param>
    /// <param name="names">Of the streams that were asked for.</param>
    /// <param name="opened">When, by the exchange's clock.</param>
    public BinanceSocket(Stream stream, Action cut, IReadOnlySet<string> names, long opened)
    {
        (_stream, _cut, _names, Opened) = (stream, cut, names, opened);
        Reading = Read();
    }

    /// <summary>When it was opened, by the exchange's clock.</summary>
    public long Opened { get; }

    /// <summary>Payloads of the pongs that came.</summary>
    public ConcurrentQueue<string> Pongs { get; } = new();

    /// <summary>Done when the other side is gone.</summary>
    public Task Reading { get; }

    public bool IsOpen => !_isCut && !Reading.IsCompleted;

    /// <summary>Whether it listens to the stream of a message.</summary>
    public bool Wants(string message) => _names.Contains(message.Split('"', 5)[3]) || message.Contains("!serverShutdown", StringComparison.Ordinal);

    public Task Send(string message) => Send(Text, Encoding.UTF8.GetBytes(message));

    /// <summary>Sends a ping, and waits until it is answered with its payload: by then whatever was sent before has been taken.</summary>
    public async Task Settle(string payload)
    {
        var answered = _awaited.GetOrAdd(payload, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await Send(Ping, Encoding.UTF8.GetBytes(payload));
        await Task.WhenAny(answered.Task, Reading).WaitAsync(TimeSpan.FromSeconds(10));
    }

    public Task SendClose() => Send(Closing, [0x03, 0xE8]);

    /// <summary>Ends without a word.</summary>
    public void Cut()
    {
        _isCut = true;
        _cut();
    }

    private async Task Send(byte kind, byte[] payload)
    {
        var header =
            payload.Length < 126
                ? [(byte)(0x80 | kind), (byte)payload.Length]
                : new byte[] { (byte)(0x80 | kind), 126, (byte)(payload.Length >> 8), (byte)payload.Length };
        try
        {
            await _stream.WriteAsync((byte[])[.. header, .. payload]);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side is gone, which its test sees.
            Cut();
        }
    }

    private async Task Read()
    {
        var header = new byte[8];
        try
        {
            while (true)
            {
                await _stream.ReadExactlyAsync(header.AsMemory(0, 2));
                var (kind, length) = ((byte)(header[0] & 0xF), header[1] & 0x7F);
                if (length == 126)
                {
                    await _stream.ReadExactlyAsync(header.AsMemory(0, 2));
                    length = BinaryPrimitives.ReadUInt16BigEndian(header);
                }

                await _stream.ReadExactlyAsync(header.AsMemory(0, 4));
                var payload = new byte[length];
                await _stream.ReadExactlyAsync(payload);
                for (var i = 0; i < length; i++)
                {
                    payload[i] ^= header[i % 4];
                }

                if (kind == Pong)
                {
                    var text = Encoding.UTF8.GetString(payload);
                    Pongs.Enqueue(text);
                    if (_awaited.TryGetValue(text, out var awaited))
                    {
                        awaited.TrySetResult();
                    }
                }
                else if (kind == Closing)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side is gone.
            return;
        }
    }
}
