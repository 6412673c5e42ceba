using System.Globalization;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Running;

/// <summary>One process of the system: started when what it needs is there, watched, and started again when it crashes.</summary>
internal sealed class Instance(string name, string resource, IReadOnlyList<string> urls, LogBuffer log, TimeProvider time) : IDisposable
{
    /// <summary>So many crashes in a row before it was ever healthy mean that waiting longer will not help.</summary>
    private const int HopelessAfter = 5;

    private static readonly TimeSpan FirstProbes = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LaterProbes = TimeSpan.FromSeconds(2);

    private readonly Lock _commands = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Backoff _backoff = new();
    private CancellationTokenSource? _turn;
    private volatile bool _wanted = true;
    private int _crashesBeforeReady;
    private TimeSpan _healthyFor;

    public string Name { get; } = name;

    public string Resource { get; } = resource;

    public IReadOnlyList<string> Urls { get; } = urls;

    public LogBuffer Log { get; } = log;

    public InstanceState State { get; private set; }

    public int Restarts { get; private set; }

    public int? ProcessId { get; private set; }

    /// <summary>Completes when it is healthy (a task: finished) for the first time; fails with a <see cref="SetupException"/> when there is no hope.</summary>
    public Task Ready => _ready.Task;

    public event Action<Instance>? Changed;

    /// <param name="prepare">Waits for what it depends on and says how to launch it.</param>
    /// <param name="stop">Ends it in good order.</param>
    public async Task RunAsync(Func<CancellationToken, Task<Launch>> prepare, CancellationToken stop)
    {
        try
        {
            var launch = await prepare(stop);
            while (!stop.IsCancellationRequested)
            {
                if (_wanted)
                {
                    await TurnAsync(launch, stop);
                    continue;
                }

                if (State is not (InstanceState.Finished or InstanceState.Failed))
                    Set(InstanceState.Stopped);
                await _wake.WaitAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // An orderly stop.
        }
        catch (SetupException problem)
        {
            Set(InstanceState.Failed);
            _ready.TrySetException(problem);
            return;
        }

        if (State is not (InstanceState.Finished or InstanceState.Failed))
            Set(InstanceState.Stopped);
        _ready.TrySetCanceled(CancellationToken.None);
    }

    public void Start() => Want(running: true, interrupt: false);

    public void Stop() => Want(running: false, interrupt: true);

    public void Restart() => Want(running: true, interrupt: true);

    public void Dispose()
    {
        _wake.Dispose();
        Log.Dispose();
    }

    private void Want(bool running, bool interrupt)
    {
        lock (_commands)
        {
            _wanted = running;
            if (interrupt)
                _turn?.Cancel();
            _wake.Release();
        }
    }

    /// <summary>One life of the process, and the pause after its death.</summary>
    private async Task TurnAsync(Launch launch, CancellationToken stop)
    {
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(stop);
        lock (_commands)
        {
            _turn = turn;
            while (_wake.Wait(0, CancellationToken.None))
            {
                // Commands given before this start are fulfilled by it.
            }
        }

        int? code;
        try
        {
            code = await LiveAsync(launch, turn.Token);
        }
        catch (OperationCanceledException) when (turn.IsCancellationRequested)
        {
            code = null; // stopped or restarted on request
        }
        finally
        {
            lock (_commands)
                _turn = null;
        }

        Set(State, processId: null);
        if (stop.IsCancellationRequested)
            return;
        if (code is null)
            return;
        if (launch.IsReady is null)
            End(code.Value);
        else
            await PauseAsync(code.Value, stop);
    }

    /// <returns>The exit code; null for what is not ours to start.</returns>
    private async Task<int?> LiveAsync(Launch launch, CancellationToken cancel)
    {
        Set(InstanceState.Starting);
        await launch.BeforeStart(cancel);
        if (launch.Spec is null)
        {
            await WatchAsync(launch, process: null, cancel);
            return null;
        }

        await using var process = await GuardedProcess.StartAsync(launch.Spec, Log.Add, cancel);
        Set(InstanceState.Starting, process.Id);
        try
        {
            await WatchAsync(launch, process, cancel);
        }
        catch (OperationCanceledException)
        {
            Set(InstanceState.Stopping);
            throw;
        }

        return await process.Exited;
    }

    private async Task WatchAsync(Launch launch, GuardedProcess? process, CancellationToken cancel)
    {
        _healthyFor = TimeSpan.Zero;
        long? healthySince = null;
        var exited = process?.Exited ?? Task.Delay(Timeout.InfiniteTimeSpan, time, cancel);
        while (!exited.IsCompleted)
        {
            if (launch.IsReady is not null)
            {
                var ready = await IsReadyAsync(launch.IsReady, cancel) && (_ready.Task.IsCompleted || await CompleteAsync(launch, cancel));
                if (exited.IsCompleted)
                    break;
                healthySince ??= ready ? time.GetTimestamp() : null;
                _healthyFor = healthySince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;
                Set(ready ? InstanceState.Healthy : healthySince is null ? InstanceState.Starting : InstanceState.Unhealthy);
                if (ready)
                    _ready.TrySetResult();
            }

            await Task.WhenAny(exited, Task.Delay(healthySince is null ? FirstProbes : LaterProbes, time, cancel));
            cancel.ThrowIfCancellationRequested();
        }
    }

    private async Task<bool> IsReadyAsync(Func<CancellationToken, Task<bool>> probe, CancellationToken cancel)
    {
        try
        {
            return await probe(cancel);
        }
        catch (SetupException problem) when (_ready.Task.IsCompleted)
        {
            // Before it was ever ready this ends the start; a system that runs is not taken down by it.
            Log.Add($"{LastWords.Marker} {problem.Message}");
            return false;
        }
    }

    private async Task<bool> CompleteAsync(Launch launch, CancellationToken cancel)
    {
        try
        {
            await launch.Complete(cancel);
            return true;
        }
        catch (Npgsql.NpgsqlException error)
        {
            Log.Add($"{LastWords.Marker} {error.Message}");
            return false;
        }
    }

    private void End(int code)
    {
        _wanted = false;
        Set(code == 0 ? InstanceState.Finished : InstanceState.Failed);
        if (code == 0)
            _ready.TrySetResult();
        else
            _ready.TrySetException(Hopeless($"{Name} failed (exit code {code}):"));
    }

    private async Task PauseAsync(int code, CancellationToken stop)
    {
        Restarts++;
        Log.Add(string.Create(CultureInfo.InvariantCulture, $"{LastWords.Marker} {Name} ended with exit code {code}"));
        if (!_ready.Task.IsCompleted && ++_crashesBeforeReady >= HopelessAfter)
        {
            _wanted = false;
            Set(InstanceState.Failed);
            _ready.TrySetException(Hopeless($"{Name} crashed {_crashesBeforeReady} times in a row (exit code {code}):"));
            return;
        }

        Set(InstanceState.Restarting);
        await _wake.WaitAsync(_backoff.Next(_healthyFor), stop);
    }

    private SetupException Hopeless(string message) =>
        new(message, "Read what it printed, above.", LastWords.Of(Log));

    private void Set(InstanceState state, int? processId)
    {
        if (State == state && ProcessId == processId)
            return;
        State = state;
        ProcessId = processId;
        Changed?.Invoke(this);
    }

    private void Set(InstanceState state) => Set(state, ProcessId);
}
