using System.Text.Json;

namespace Ami.Silo.Commands;

/// <summary>
/// Lets a command that a developer types find the system that AppHost runs: its connection strings and master key are in
/// <c>.ami/run.json</c> of the folder or one above. What is configured explicitly wins.
/// </summary>
internal static class RunningSystem
{
    public static void AddRunningSystem(this IConfigurationBuilder configuration, string folder)
    {
        for (var place = new DirectoryInfo(folder); place is not null; place = place.Parent)
        {
            var file = Path.Combine(place.FullName, ".ami", "run.json");
            if (!File.Exists(file))
            {
                continue;
            }

            configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = Read(file) });
            return;
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
