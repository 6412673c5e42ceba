using System.Text.Json;

namespace Ami.Silo.Commands;

/// <summary>
/// Lets a command that a developer types find the system that AppHost runs: its connection strings and master key are in
/// <c>.ami/run.json</c> of the folder or one above, or in the folder that <c>.ami/run-elsewhere</c> names (of a system with throw-away data, or started with
/// <c>--data</c>). What is configured explicitly wins.
/// </summary>
internal static class RunningSystem
{
    public static void AddRunningSystem(this IConfigurationBuilder configuration, string folder)
    {
        for (var place = new DirectoryInfo(folder); place is not null; place = place.Parent)
        {
            var state = Path.Combine(place.FullName, ".ami");
            List<string> files = [Path.Combine(state, "run.json")];
            var pointer = Path.Combine(state, "run-elsewhere");
            if (File.Exists(pointer))
            {
                files.Add(Path.Combine(File.ReadAllText(pointer), "run.json"));
            }

            files.RemoveAll(file => !File.Exists(file));
            // What was killed leaves its file.
            if ((files.Find(Runs) ?? files.FirstOrDefault()) is not { } file)
            {
                continue;
            }

            configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = Read(file) });
            return;
        }
    }

    private static bool Runs(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        if (!document.RootElement.TryGetProperty("pid", out var id))
        {
            return false;
        }

        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id.GetInt32());
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static List<KeyValuePair<string, string?>> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var settings = new List<KeyValuePair<string, string?>>();
        if (document.RootElement.TryGetProperty("connectionStrings", out var connections))
        {
            foreach (var connection in connections.EnumerateObject())
            {
                settings.Add(new($"ConnectionStrings:{connection.Name}", connection.Value.GetString()));
            }
        }

        if (document.RootElement.TryGetProperty("masterKey", out var key))
        {
            settings.Add(new("Ami:MasterKey", key.GetString()));
        }

        return settings;
    }
}
