using System.Diagnostics;
using Ami.AppHost.Running;

namespace Ami.Benchmarks;

/// <summary>A command of the silo against a running system, as a person types it.</summary>
internal static class SiloCommand
{
    public static async Task Run(RunFile run, params string[] arguments)
    {
        var assembly = AppContext.BaseDirectory.Replace("Ami.Benchmarks", "Ami.Silo", StringComparison.Ordinal) + "Ami.Silo.dll";
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", assembly },
            Environment =
            {
                ["ConnectionStrings__ami"] = run.ConnectionStrings["ami"],
                ["ConnectionStrings__redis"] = run.ConnectionStrings["redis"],
                ["Ami__MasterKey"] = run.MasterKey,
                ["Logging__LogLevel__Default"] = "Warning",
            },
            RedirectStandardOutput = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("The silo did not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', arguments)}: {output}");
        }
    }
}
