using System.Text.Json;
using System.Text.Json.Serialization;
using Ami.AppHost.Lifecycle;
using Ami.AppHost.Servers;

namespace Ami.AppHost.Running;

/// <summary>
/// <c>run.json</c> in the state folder: where the running system is, for command-line tasks and for tests that break it.
/// It holds connection strings, so only its owner may read it. It is removed at an orderly stop; a killed AppHost leaves it, and the next one replaces it.
/// </summary>
public sealed record RunFile
{
    public const string Name = "run.json";

    /// <summary>In the repository's <c>.ami</c>: the state folder of a system that runs on another one, for commands that look for it there.</summary>
    public const string Elsewhere = "run-elsewhere";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>AppHost's process id.</summary>
    public required int Pid { get; init; }

    /// <summary>Where people open the application.</summary>
    public required string Url { get; init; }

    public required string Dashboard { get; init; }

    /// <summary>Everything was ready at least once.</summary>
    public required bool Ready { get; init; }

    /// <summary>By name, as in <c>ConnectionStrings__NAME</c>; those that are known by now.</summary>
    public required IReadOnlyDictionary<string, string> ConnectionStrings { get; init; }

    public required string MasterKey { get; init; }

    public required IReadOnlyList<Process> Processes { get; init; }

    /// <param name="State">As the dashboard shows it, in camel case: <c>healthy</c>, <c>restarting</c>.</param>
    /// <param name="Pid">Null when it does not run, or is not ours.</param>
    public sealed record Process(string Name, string Resource, string State, int? Pid, int Restarts, IReadOnlyList<string> Urls);

    /// <returns>Null when no system runs on this state folder, or none has run yet.</returns>
    public static RunFile? Read(string stateFolder)
    {
        var path = Path.Combine(stateFolder, Name);
        return File.Exists(path) ? JsonSerializer.Deserialize<RunFile>(File.ReadAllText(path), Format) : null;
    }

    internal void Write(string stateFolder) => PrivateFile.Write(Path.Combine(stateFolder, Name), JsonSerializer.Serialize(this, Format));

    /// <summary>Lets commands find a system whose state folder is not the usual one; the last that started is found.</summary>
    internal static void Point(string usualFolder, string stateFolder)
    {
        if (Path.GetFullPath(usualFolder) != Path.GetFullPath(stateFolder))
        {
            StateFolder.Create(usualFolder);
            PrivateFile.Write(Path.Combine(usualFolder, Elsewhere), Path.GetFullPath(stateFolder));
        }
    }

    /// <summary>Takes the pointer away, unless it is that of another system by now.</summary>
    internal static void Unpoint(string usualFolder, string stateFolder)
    {
        var pointer = Path.Combine(usualFolder, Elsewhere);
        if (File.Exists(pointer) && File.ReadAllText(pointer) == Path.GetFullPath(stateFolder))
        {
            File.Delete(pointer);
        }
    }

    internal static void Delete(string stateFolder) => File.Delete(Path.Combine(stateFolder, Name));
}
