using System.Globalization;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Servers;

/// <summary>
/// The account that database servers run as when AppHost was started by root (in a container, say): PostgreSQL refuses to
/// run as root, and the cache server has no business to. Null everywhere means "as ourselves".
/// </summary>
internal sealed record LowPrivilegeUser(string Name, int UserId, int GroupId)
{
    private static readonly string[] Candidates = ["postgres", "nobody"];

    /// <returns>Null for an ordinary user, who needs no other.</returns>
    public static LowPrivilegeUser? ForThisProcess() => Environment.IsPrivilegedProcess ? Choose(File.ReadLines("/etc/passwd")) : null;

    public static LowPrivilegeUser Choose(IEnumerable<string> passwd)
    {
        var entries = passwd.Select(line => line.Split(':')).Where(fields => fields.Length >= 4).ToList();
        foreach (var name in Candidates)
        {
            if (entries.Find(fields => fields[0] == name) is { } entry)
            {
                return new LowPrivilegeUser(name, int.Parse(entry[2], CultureInfo.InvariantCulture), int.Parse(entry[3], CultureInfo.InvariantCulture));
            }
        }

        throw new SetupException(
            "AppHost runs as root, and database servers must not; this machine has neither a user postgres nor nobody.",
            "Start AppHost as an ordinary user, or add a user named postgres."
        );
    }

    /// <summary>What stands before a program on the command line that starts it as this user.</summary>
    public IReadOnlyList<string> Prefix => ["setpriv", .. Switches];

    public async Task<bool> CanAsync(string test, string path, CancellationToken cancel) =>
        (
            await Command.TryAsync("setpriv", [.. Switches, "test", test, path], "/", cancel)
            ?? throw new SetupException(
                "AppHost runs as root and needs setpriv (package util-linux) to start servers as another user.",
                "Install util-linux, or start AppHost as an ordinary user."
            )
        ).ExitCode == 0;

    /// <summary>Hands a file or a folder (not what is in it) to this user.</summary>
    public Task OwnAsync(string path, CancellationToken cancel) =>
        Command.RunAsync("chown", [$"{UserId}:{GroupId}", path], "/", $"Remove {path} and start again.", cancel);

    private string[] Switches =>
        [
            $"--reuid={UserId.ToString(CultureInfo.InvariantCulture)}",
            $"--regid={GroupId.ToString(CultureInfo.InvariantCulture)}",
            "--clear-groups",
            "--no-new-privs",
            "--",
        ];
}
