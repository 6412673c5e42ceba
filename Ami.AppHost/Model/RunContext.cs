using Ami.AppHost.Servers;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Model;

/// <summary>What one run knows that the model does not: folders, secrets, what was given, what has been built.</summary>
/// <param name="StateFolder">Lock, secrets, logs, <c>run.json</c>.</param>
/// <param name="DataFolder">Data of the servers.</param>
/// <param name="Progress">Tells the person at the terminal what is being done.</param>
internal sealed record RunContext(
    AppHostOptions Options, Repository Repository, string StateFolder, string DataFolder, Secrets Secrets, Action<string> Progress)
{
    public const string MasterKeyVariable = "Ami__MasterKey";

    /// <summary>Completes when the services may be started; fails with what the compiler said.</summary>
    public required Task ServicesBuilt { get; init; }

    /// <summary>AppHost's own environment.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>What may run containers, in the order of trying.</summary>
    public IReadOnlyList<string> ContainerPrograms { get; init; } = ["docker", "podman"];

    /// <summary>Key that services encrypt secrets at rest with: the one given, else the one kept in the state folder.</summary>
    public string MasterKey => Variable(MasterKeyVariable) ?? Secrets.MasterKey;

    /// <returns>A connection string from the command line, else from the environment, else null.</returns>
    public string? Given(string name) =>
        Options.Settings.GetValueOrDefault($"ConnectionStrings:{name}")
        // Shells cannot export a name with a dash: ami_owner stands for ami-owner.
        ?? Options.Settings.GetValueOrDefault($"ConnectionStrings:{name.Replace('-', '_')}")
        ?? Variable($"ConnectionStrings__{name}")
        ?? Variable($"ConnectionStrings__{name.Replace('-', '_')}");
}
