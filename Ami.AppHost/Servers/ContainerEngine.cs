using System.Security.Cryptography;
using System.Text;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Servers;

/// <summary>docker or podman. Aspire waits without end and without a word for one that does not answer, so it is asked first.</summary>
internal static class ContainerEngine
{
    private const string NextStep = "Install and start docker or podman, or leave --containers out: embedded servers need neither.";

    /// <returns>The first program whose engine answers.</returns>
    public static async Task<string> FindAsync(IReadOnlyList<string> programs, CancellationToken cancel)
    {
        List<string> refusals = [];
        foreach (var program in programs)
        {
            var answer = await Command.TryAsync(program, ["version"], "/", cancel);
            if (answer is { ExitCode: 0 })
            {
                return program;
            }

            if (answer is not null)
            {
                refusals.Add($"{program} version:{Environment.NewLine}{answer.Output.TrimEnd()}");
            }
        }

        throw new SetupException("--containers needs docker or podman, and neither answers.", NextStep, string.Join(Environment.NewLine, refusals));
    }

    /// <summary>Differs between installations on one machine.</summary>
    public static string NameOfVolume(string stateFolder) =>
        $"ami-postgres-data-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stateFolder)))[..8]}";
}
