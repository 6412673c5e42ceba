using System.Globalization;
using Ami.AppHost.Running;

namespace Ami.Benchmarks;

/// <summary>
/// Processor time and memory of every process of the system, from <c>/proc</c> (Linux). A server's children count as it; memory is the proportional share
/// (PSS).
/// </summary>
internal sealed record LoadProcesses(long At, IReadOnlyDictionary<string, double> CpuSeconds, IReadOnlyDictionary<string, double> Megabytes)
{
    private const double TicksPerSecond = 100;

    public static LoadProcesses Read(RunFile run)
    {
        var at = TimeProvider.System.GetTimestamp();
        var names = run.Processes.Where(process => process.Pid is not null).ToDictionary(process => process.Pid ?? 0, process => process.Name);
        names[run.Pid] = "apphost";
        names[Environment.ProcessId] = "this generator";
        var (cpu, memory) = (new Dictionary<string, double>(), new Dictionary<string, double>());
        foreach (var (pid, parent, seconds) in All())
        {
            // AppHost's other children are the guards of those that it names.
            if (!names.TryGetValue(pid, out var name) && (parent == run.Pid || parent == Environment.ProcessId || !names.TryGetValue(parent, out name)))
            {
                continue;
            }

            cpu[name] = cpu.GetValueOrDefault(name) + seconds;
            memory[name] = memory.GetValueOrDefault(name) + Share(pid);
        }

        return new LoadProcesses(at, cpu, memory);
    }

    /// <summary>What each used since an earlier reading, and what it holds.</summary>
    public IEnumerable<string> Since(LoadProcesses before)
    {
        var seconds = TimeProvider.System.GetElapsedTime(before.At, At).TotalSeconds;
        return CpuSeconds
            .Keys.Order(StringComparer.Ordinal)
            .Select(name =>
                string.Format(
                    CultureInfo.InvariantCulture,
                    "{0,-16} {1,6:0.00} cores   {2,6:0} MB before {3,6:0} MB after",
                    name,
                    (CpuSeconds[name] - before.CpuSeconds.GetValueOrDefault(name)) / seconds,
                    before.Megabytes.GetValueOrDefault(name),
                    Megabytes[name]
                )
            );
    }

    private static IEnumerable<(int Pid, int Parent, double Seconds)> All()
    {
        if (!OperatingSystem.IsLinux())
        {
            yield break;
        }

        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) || Text(folder + "/stat") is not { } stat)
            {
                continue;
            }

            // After the command's name, which may hold anything: state, parent, …; fields 14 to 17 are its own and its ended children's user and system time.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            yield return (
                pid,
                int.Parse(fields[1], CultureInfo.InvariantCulture),
                fields[11..15].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond
            );
        }
    }

    private static double Share(int pid)
    {
        var line = Text($"/proc/{pid}/smaps_rollup")?.Split('\n').FirstOrDefault(text => text.StartsWith("Pss:", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private static string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or is somebody else's.
            return null;
        }
    }
}
