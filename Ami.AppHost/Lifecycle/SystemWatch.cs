using System.Collections.Immutable;
using System.Globalization;
using Ami.AppHost.Setup;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Ami.AppHost.Lifecycle;

/// <summary>
/// Follows what Aspire says of every process, knows when all are ready, and starts again what ended by itself, which Aspire does not. It watches before the
/// first of them is started: one that ends at once must be seen, too.
/// </summary>
internal sealed class SystemWatch(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceCommandService commands,
    ResourceLoggerService logs,
    IHostApplicationLifetime lifetime,
    IDistributedApplicationEventing eventing,
    LocalRun run,
    TimeProvider time
)
{
    /// <summary>So many crashes in a row before it was ever healthy mean that waiting longer will not help.</summary>
    private const int HopelessAfter = 5;

    /// <summary>So often a start is asked for that the orchestrator refuses, less and less often: on a busy machine it takes seconds to let go of the life before.</summary>
    private const int StartAttempts = 7;

    private static readonly string[] EndingCommands = [KnownResourceCommands.StopCommand, KnownResourceCommands.RestartCommand];
    private static readonly string[] OrchestratorsWords = ["[sys]", "Waiting for resource", "Finished waiting for resource"];

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableDictionary<string, WatchedProcess> _byName = ImmutableDictionary<string, WatchedProcess>.Empty;

    /// <summary>In the order of the description.</summary>
    public IReadOnlyList<WatchedProcess> Processes { get; private set; } = [];

    /// <summary>Completes when all have been ready.</summary>
    public Task Ready => _ready.Task;

    /// <summary>A process, and the state it had.</summary>
    public event Action<WatchedProcess, ProcessState>? Changed;

    public void Start()
    {
        Processes = [.. model.Resources.Where(IsWatched).Select(resource => new WatchedProcess(resource))];
        _byName = Processes.ToImmutableDictionary(process => process.Name);
        eventing.Subscribe<BeforeResourceStartedEvent>(
            (start, _) =>
            {
                if (_byName.TryGetValue(start.Resource.Name, out var process))
                {
                    NoteRequests(process);
                }

                return Task.CompletedTask;
            }
        );
        _ = run.GuardAsync(WatchAsync);
    }

    /// <summary>What it printed in this life, short enough to be read: how an error begins and how the output ends.</summary>
    public async Task<string> LastWordsAsync(WatchedProcess process)
    {
        const int beginning = 20,
            end = 15;
        var all = await OutputAsync(process);
        var lines = all.Where(line => !IsOrchestrators(line)).ToList();
        if (lines.Count == 0)
        {
            lines = [.. all]; // why it could not even be started
        }

        return string.Join(
            Environment.NewLine,
            lines.Count <= beginning + end ? lines : [.. lines.Take(beginning), $"… ({lines.Count - beginning - end} lines)", .. lines.TakeLast(end)]
        );
    }

    public async Task<IReadOnlyList<string>> OutputAsync(WatchedProcess process)
    {
        List<string> lines = [];
        await foreach (var batch in logs.GetAllAsync(process.Id))
        {
            lines.AddRange(batch.Select(line => LogFiles.WithoutTime(line.Content)));
        }

        return lines;
    }

    /// <summary>What Aspire and its orchestrator themselves have to say about a process, among what it printed.</summary>
    public static bool IsOrchestrators(string line) => Array.Exists(OrchestratorsWords, words => line.StartsWith(words, StringComparison.Ordinal));

    /// <summary>The dashboard is Aspire's affair, parameters and databases are nobody's process.</summary>
    private static bool IsWatched(IResource resource) =>
        resource is ExecutableResource or ContainerResource && resource.Name != "aspire-dashboard"
        || resource is IResourceWithConnectionString && resource.HasAnnotationOfType<HealthCheckAnnotation>();

    /// <summary>Aspire tells that a process ended, not that somebody asked for it: so the commands that ask for it say so.</summary>
    private void NoteRequests(WatchedProcess process)
    {
        if (process.RequestsAreNoted)
        {
            return;
        }

        process.RequestsAreNoted = true;
        var annotations = process.Resource.Annotations;
        foreach (var command in annotations.OfType<ResourceCommandAnnotation>().Where(each => EndingCommands.Contains(each.Name)).ToList())
        {
            annotations.Remove(command);
            annotations.Add(
                new ResourceCommandAnnotation(
                    command.Name,
                    command.DisplayName,
                    command.UpdateState,
                    async context =>
                    {
                        process.EndRequestedAt = time.GetUtcNow().UtcDateTime;
                        var result = await command.ExecuteCommand(context);
                        if (!result.Success)
                        {
                            process.EndRequestedAt = null;
                        }

                        return result;
                    },
                    command.DisplayDescription,
                    command.Arguments,
                    command.ConfirmationMessage,
                    command.IconName,
                    command.IconVariant,
                    command.IsHighlighted,
                    command.Visibility,
                    command.ValidateArguments
                )
            );
        }
    }

    private async Task WatchAsync()
    {
        await foreach (var news in notifications.WatchAsync(lifetime.ApplicationStopped))
        {
            if (_byName.TryGetValue(news.Resource.Name, out var process))
            {
                await ObserveAsync(process, news.ResourceId, news.Snapshot);
            }
        }
    }

    private async Task ObserveAsync(WatchedProcess process, string id, CustomResourceSnapshot snapshot)
    {
        var (before, phase) = (process.State, snapshot.State?.Text);
        var ended = KnownResourceStates.TerminalStates.Contains(phase);
        // What did not even begin is told of with the times of the life before.
        var life = phase == KnownResourceStates.FailedToStart ? null : snapshot.StartTimeStamp;
        // An end may be told of once more after the start that followed it, or for the first time then.
        if (
            ended
            && (
                life < process.LatestLife
                || life is not null && life == process.EndedLife && before is (ProcessState.Starting or ProcessState.Healthy or ProcessState.Unhealthy)
            )
        )
        {
            return;
        }

        process.LatestLife = life < process.LatestLife ? process.LatestLife : life ?? process.LatestLife;
        process.EndedLife = ended && life is not null ? life : process.EndedLife;
        process.Id = id;
        process.Urls = [.. snapshot.Urls.Where(url => url is { IsInternal: false, DisplayProperties.DisplayName: "" }).Select(url => url.Url.TrimEnd('/'))];
        var processId = ended ? null : ProcessIdIn(snapshot);
        var changed = processId != process.ProcessId;
        process.ProcessId = processId;
        process.State = phase switch
        {
            null or "NotStarted" or "Waiting" or "Unknown" => before is ProcessState.Restarting ? before : ProcessState.Waiting,
            "Running" => process.RunsOnce ? ProcessState.Starting : Health(process, snapshot),
            "Stopping" => ProcessState.Stopping,
            _ when !ended => ProcessState.Starting,
            _ when process.RunsOnce && snapshot.ExitCode == 0 => ProcessState.Finished,
            _ when process.EndRequestedAt > life || lifetime.ApplicationStopping.IsCancellationRequested => ProcessState.Stopped,
            _ when process.RunsOnce => ProcessState.Failed,
            _ when before is ProcessState.Failed => before,
            _ => ProcessState.Restarting,
        };
        if (process.State is ProcessState.Restarting && before is not ProcessState.Restarting)
        {
            await CrashedAsync(process, snapshot.ExitCode);
        }
        else if (process.State is ProcessState.Failed && before is not ProcessState.Failed)
        {
            run.GiveUp(await HopelessAsync(process, Invariant($"{process.Name} failed (exit code {snapshot.ExitCode}):")));
        }

        if (process.State is ProcessState.Healthy or ProcessState.Finished)
        {
            process.WasReady = true;
        }

        if (process.State != before || changed)
        {
            Changed?.Invoke(process, before);
        }

        if (Processes.All(each => each.WasReady))
        {
            _ready.TrySetResult();
        }
    }

    private ProcessState Health(WatchedProcess process, CustomResourceSnapshot snapshot)
    {
        process.Complaint = snapshot.HealthReports.FirstOrDefault(report => report.Status is HealthStatus.Unhealthy)?.Description;
        // What runs without having been asked yet counts as healthy for Aspire.
        var asked = !process.Resource.HasAnnotationOfType<HealthCheckAnnotation>() || snapshot.HealthReports.Any(report => report.Status is not null);
        if (asked && snapshot.HealthStatus is HealthStatus.Healthy)
        {
            process.HealthySince ??= time.GetTimestamp();
            return ProcessState.Healthy;
        }

        return process.HealthySince is null ? ProcessState.Starting : ProcessState.Unhealthy;
    }

    private async Task CrashedAsync(WatchedProcess process, int? exitCode)
    {
        var healthyFor = process.HealthySince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;
        process.HealthySince = null;
        process.Restarts++;
        if (!process.WasReady && ++process.CrashesBeforeReady >= HopelessAfter)
        {
            process.State = ProcessState.Failed;
            run.GiveUp(await HopelessAsync(process, Invariant($"{process.Name} crashed {process.CrashesBeforeReady} times in a row (exit code {exitCode}):")));
            return;
        }

        var delay = process.Delay.Next(healthyFor);
        _ = run.GuardAsync(async () =>
        {
            for (var attempt = 1; ; attempt++)
            {
                await Task.Delay(attempt == 1 ? delay : RestartDelay.Backoff.After(attempt - 1), time, lifetime.ApplicationStopping);
                if (process.State is not ProcessState.Restarting)
                {
                    return;
                }

                try
                {
                    await commands.ExecuteCommandAsync(process.Id, KnownResourceCommands.StartCommand, lifetime.ApplicationStopping);
                    return;
                }
                catch (Exception e) when (e is not OperationCanceledException && attempt < StartAttempts)
                {
                    // The orchestrator takes the life before away and may not know the process for a moment: it is asked again.
                }
            }
        });
    }

    private async Task<SetupException> HopelessAsync(WatchedProcess process, string message) =>
        new(message, "Read what it printed, above.", await LastWordsAsync(process));

    public static int? ProcessIdIn(CustomResourceSnapshot snapshot) =>
        snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is int id ? id : null;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
