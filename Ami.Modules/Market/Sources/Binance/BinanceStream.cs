using System.Text.Json;
using Ami.Modules.Market.Sources.Recording;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Sources.Binance;

/// <summary>
/// One connection with the streams of all symbols, and before it ends the next: while both are open everything is heard twice, and whoever listens takes each
/// message once.
/// </summary>
internal sealed class BinanceStream(
    IMessageStreams streams,
    BinanceApi api,
    BinanceOptions options,
    SourceMetrics metrics,
    TimeProvider time,
    ILogger<BinanceStream> logger
)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    // After a next connection that could not be opened, while the present one still speaks.
    private static readonly TimeSpan TryNextAfter = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<StreamConnection> _open = [];

    /// <summary>Why the last connection was refused; null once one was opened.</summary>
    public Error? Refusal { get; private set; }

    /// <summary>Whether some connection is open.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate)
            {
                return _open.Exists(connection => !connection.Reading.IsCompleted);
            }
        }
    }

    /// <summary>Whether some connection is open and speaks.</summary>
    public bool IsConnected
    {
        get
        {
            lock (_gate)
            {
                return _open.Exists(connection => connection.Spoke.IsCompleted && !connection.Reading.IsCompleted);
            }
        }
    }

    /// <summary>Keeps a connection until cancelled.</summary>
    /// <param name="symbols">Whose trades and minute bars.</param>
    /// <param name="heard">Is given each message, from one or two threads.</param>
    /// <param name="broken">Is called where messages may have been missed: before a connection is opened, and once it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task Run(IReadOnlyCollection<string> symbols, Action<StreamMessage> heard, Action broken, CancellationToken cancellationToken)
    {
        var address = Address(options.StreamBase, symbols);
        return new Periodic(options.ReconnectAfter, new Backoff(options.ReconnectAfter, LongestWait)).Repeat(
            ct => Keep(address, heard, broken, ct),
            (failure, failures) => logger.LogWarning(failure, "The stream of Binance ended, {Failures} times in a row; it is opened again", failures),
            time,
            cancellationToken
        );
    }

    /// <summary>Ends connections that are silent, and has those followed by another that are old.</summary>
    public void Check()
    {
        lock (_gate)
        {
            _open.ForEach(connection => connection.Check(time.GetUtcNow()));
        }
    }

    /// <summary>The address of combined streams. Their names are in small letters.</summary>
    internal static Uri Address(Uri streamBase, IEnumerable<string> symbols) =>
        new(
            streamBase,
            "/stream?streams="
                + string.Join('/', symbols.Select(symbol => symbol.ToLowerInvariant()).SelectMany(name => new[] { name + "@aggTrade", name + "@kline_1m" }))
        );

    private async Task Keep(Uri address, Action<StreamMessage> heard, Action broken, CancellationToken cancellationToken)
    {
        broken();
        var current = await Open(address, heard, cancellationToken);
        broken();
        try
        {
            while (true)
            {
                await Task.WhenAny(current.Reading, current.Retiring);
                if (current.Reading.IsCompleted)
                {
                    if (!current.Spoke.IsCompleted)
                    {
                        // Throws what ended it: the next attempt waits longer.
                        await current.Reading;
                    }

                    logger.LogInformation(current.Reading.Exception, "A connection to Binance ended; the next one is opened");
                    return;
                }

                if (await Next(address, heard, current, cancellationToken) is not { } next)
                {
                    current.Stay(time.GetUtcNow() + TryNextAfter);
                    continue;
                }

                if (current.Reading.IsCompleted)
                {
                    broken();
                }

                await Close(current);
                current = next;
            }
        }
        finally
        {
            await Close(current);
        }
    }

    /// <summary>The next connection once it speaks, while the present one is still read; null when there is none.</summary>
    private async Task<StreamConnection?> Next(Uri address, Action<StreamMessage> heard, StreamConnection current, CancellationToken cancellationToken)
    {
        StreamConnection next;
        try
        {
            next = await Open(address, heard, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(e, "The next connection to Binance could not be opened; the present one is used on");
            return null;
        }

        await Task.WhenAny(next.Spoke, next.Reading, current.Reading);
        if (!next.Reading.IsCompleted)
        {
            return next;
        }

        await Close(next);
        return null;
    }

    private async Task<StreamConnection> Open(Uri address, Action<StreamMessage> heard, CancellationToken cancellationToken)
    {
        if (await api.MayConnect() is { } wait)
        {
            Refusal = wait;
            throw new IOException(wait.Message);
        }

        IMessageStream stream;
        try
        {
            stream = await streams.Open(address, cancellationToken);
        }
        catch (StreamRefusedException refused)
        {
            Refusal = await api.Refusal(refused.Status, refused.RetryAfter, refused.Message);
            throw;
        }

        Refusal = null;
        metrics.Connected();
        var connection = new StreamConnection(stream, options, time.GetUtcNow(), cancellationToken);
        lock (_gate)
        {
            _open.Add(connection);
        }

        connection.Start(message => Take(message, connection, heard));
        return connection;
    }

    private void Take(ReadOnlyMemory<byte> text, StreamConnection connection, Action<StreamMessage> heard)
    {
        connection.Heard(time.GetUtcNow());
        StreamMessage? message;
        try
        {
            message = BinanceMessages.Read(text);
        }
        catch (JsonException e)
        {
            // What it would have said is noticed as missing.
            logger.LogWarning(e, "A message of Binance could not be read");
            metrics.Unreadable();
            return;
        }

        if (message is not { } understood)
        {
            return;
        }

        metrics.Heard();
        if (understood.Shutdown)
        {
            logger.LogInformation("Binance's server is about to stop; the next connection is opened");
            connection.Retire();
            return;
        }

        heard(understood);
    }

    private async Task Close(StreamConnection connection)
    {
        lock (_gate)
        {
            _open.Remove(connection);
        }

        await connection.DisposeAsync();
    }
}
