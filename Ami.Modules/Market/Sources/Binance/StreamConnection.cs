using Ami.Modules.Market.Sources.Recording;

namespace Ami.Modules.Market.Sources.Binance;

/// <summary>A connection that is read until it ends, is silent for too long, or is closed.</summary>
internal sealed class StreamConnection(IMessageStream stream, BinanceOptions options, DateTimeOffset opened, CancellationToken stopping) : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private readonly TaskCompletionSource _spoke = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _retiring = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _heardAt = opened.UtcTicks;
    private long _retireAt = (opened + options.ConnectionLife).UtcTicks;
    private bool _isSilent;
    private Task _ending = Task.CompletedTask;

    /// <summary>Ends with the connection, with what ended it.</summary>
    public Task Reading { get; private set; } = Task.CompletedTask;

    /// <summary>Done with the first message.</summary>
    public Task Spoke => _spoke.Task;

    /// <summary>Done when the next connection is to be opened.</summary>
    public Task Retiring => _retiring.Task;

    /// <summary>Begins to read.</summary>
    /// <param name="received">Is given each message.</param>
    public void Start(Action<ReadOnlyMemory<byte>> received) => Reading = Read(received);

    /// <summary>Notes that it spoke.</summary>
    public void Heard(DateTimeOffset now) => Volatile.Write(ref _heardAt, now.UtcTicks);

    /// <summary>Asks for the next connection.</summary>
    public void Retire() => _retiring.TrySetResult();

    /// <summary>The next connection could not be opened: this one is used until a time.</summary>
    public void Stay(DateTimeOffset until)
    {
        Volatile.Write(ref _retireAt, until.UtcTicks);
        _retiring = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Looks whether it is silent, or old.</summary>
    public void Check(DateTimeOffset now)
    {
        if (now.UtcTicks - Volatile.Read(ref _heardAt) > options.SilentAfter.Ticks)
        {
            _isSilent = true;
            _ending = _end.CancelAsync();
        }
        else if (now.UtcTicks >= Volatile.Read(ref _retireAt))
        {
            Retire();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending;
        await _end.CancelAsync();
        await Reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stream.DisposeAsync();
        _end.Dispose();
    }

    private async Task Read(Action<ReadOnlyMemory<byte>> received)
    {
        try
        {
            while (await stream.Receive(_end.Token) is { } message)
            {
                received(message);
                _spoke.TrySetResult();
            }
        }
        catch (OperationCanceledException e) when (_isSilent)
        {
            throw new IOException($"The connection was silent for {options.SilentAfter.TotalSeconds:0} s.", e);
        }

        throw new IOException("The server closed the connection.");
    }
}
