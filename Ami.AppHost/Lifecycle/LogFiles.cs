using System.Globalization;
using Microsoft.Extensions.Hosting;

namespace Ami.AppHost.Lifecycle;

/// <summary>
/// Keeps what every process prints in <c>logs/NAME.log</c> of the state folder, for those who look when the dashboard is gone; and what it printed in the run
/// before.
/// </summary>
internal sealed class LogFiles(ResourceLoggerService logs, IHostApplicationLifetime lifetime, LocalRun run)
{
    private const int LargestFile = 10 << 20;

    private static readonly FileStreamOptions ForOwner = new()
    {
        Mode = FileMode.Create,
        Access = FileAccess.Write,
        Share = FileShare.Read,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    };

    private readonly string _folder = Directory.CreateDirectory(Path.Combine(run.StateFolder, "logs"), StateFolder.Private).FullName;

    public string Of(WatchedProcess process) => Path.Combine(_folder, $"{process.Name}.log");

    /// <summary>Each process from its first sign of life on: before, nobody knows the id that its output goes by.</summary>
    public void Start(SystemWatch watch)
    {
        var kept = new HashSet<string>();
        watch.Changed += (process, before) =>
        {
            if (process.Resource is ExecutableResource or ContainerResource && kept.Add(process.Name))
            {
                _ = run.GuardAsync(() => KeepAsync(process));
            }
        };
    }

    /// <summary>The orchestrator puts the time before every line.</summary>
    public static string WithoutTime(string line) =>
        line.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end
        && DateTime.TryParse(line[..end], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _)
            ? line[(end + 1)..]
            : line;

    private async Task KeepAsync(WatchedProcess process)
    {
        var path = Of(process);
        var file = Begin(path);
        try
        {
            await foreach (var batch in logs.WatchAsync(process.Id).WithCancellation(lifetime.ApplicationStopped))
            {
                foreach (var line in batch)
                {
                    await file.WriteLineAsync(line.Content);
                }

                await file.FlushAsync();
                if (file.BaseStream.Length < LargestFile)
                {
                    continue;
                }

                await file.DisposeAsync();
                file = Begin(path);
            }
        }
        finally
        {
            await file.DisposeAsync();
        }
    }

    private static StreamWriter Begin(string path)
    {
        if (File.Exists(path))
        {
            File.Move(path, path + ".previous", overwrite: true);
        }

        return new StreamWriter(path, ForOwner);
    }
}
