using System.Security.Cryptography;
using System.Text;

namespace Ami.AppHost.Servers;

/// <summary>
/// Where servers keep their data and their programs, and as whom they run. Normally the data is in the folder asked for and the
/// programs stay where they were installed. When root starts from a folder that the servers' user cannot enter, both move
/// below <c>/var/lib/ami</c>, which root owns and everybody may pass through.
/// </summary>
internal sealed class ServerPlace
{
    private const string Shared = "/var/lib/ami";
    private const UnixFileMode Passable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private ServerPlace(string data, LowPrivilegeUser? user) => (Data, User) = (data, user);

    /// <summary>The folder that holds the servers' data folders.</summary>
    public string Data { get; }

    public LowPrivilegeUser? User { get; }

    /// <summary>Runs the command line that follows in its own process: what that is, is known only when the server has been prepared.</summary>
    public const string Launcher = "/usr/bin/env";

    /// <summary>What stands before a program on the command line that starts it as <see cref="User"/>.</summary>
    public IReadOnlyList<string> Prefix => User?.Prefix ?? [];

    /// <param name="wanted">The folder to keep data in; created when missing.</param>
    public static async Task<ServerPlace> FindAsync(string wanted, CancellationToken cancel)
    {
        CreatePassable(wanted);
        var user = LowPrivilegeUser.ForThisProcess();
        if (user is null || await user.CanAsync("-x", wanted, cancel))
        {
            return new ServerPlace(wanted, user);
        }

        var elsewhere = Elsewhere(wanted);
        CreatePassable(Shared);
        CreatePassable(elsewhere);
        await File.WriteAllTextAsync(
            Path.Combine(wanted, "servers-are-in"),
            $"{elsewhere}{Environment.NewLine}(root started AppHost, and user {user.Name} cannot enter {wanted})",
            cancel
        );
        return new ServerPlace(elsewhere, user);
    }

    /// <summary>The folder that stands in for <paramref name="wanted"/> when the servers' user cannot enter that.</summary>
    public static string Elsewhere(string wanted) =>
        Path.Combine(Shared, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(wanted))))[..12]);

    /// <summary>A program folder that the servers' user can use: the one given, or a copy of it.</summary>
    /// <param name="installed">The folder as it was installed.</param>
    /// <param name="program">The executable in it, relative.</param>
    /// <param name="version">Names the copy; must change when the content does.</param>
    public async Task<string> ReachableAsync(string installed, string program, string version, CancellationToken cancel)
    {
        if (User is null || await User.CanAsync("-x", Path.Combine(installed, program), cancel))
        {
            return installed;
        }

        CreatePassable(Shared);
        var copy = Path.Combine(Shared, "programs", version);
        CreatePassable(Path.Combine(Shared, "programs"));
        using var turn = await Setup.FileLock.TakeAsync(Path.Combine(Shared, "programs", ".lock"), cancel);
        if (Directory.Exists(copy))
        {
            return copy;
        }

        var half = copy + ".half";
        const string next = "Make room below /var/lib/ami, or start AppHost as an ordinary user.";
        await Setup.Command.RunAsync("rm", ["-rf", half], "/", next, cancel);
        await Setup.Command.RunAsync("cp", ["-a", "--no-preserve=ownership", installed, half], "/", next, cancel);
        await Setup.Command.RunAsync("chmod", ["-R", "a+rX", half], "/", next, cancel);
        Directory.Move(half, copy);
        return copy;
    }

    /// <summary>Creates a data folder named <paramref name="name"/>, owned by and open only to the servers' user.</summary>
    public async Task<string> OwnFolderAsync(string name, CancellationToken cancel)
    {
        var folder = Path.Combine(Data, name);
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (User is not null)
        {
            await User.OwnAsync(folder, cancel);
        }

        return folder;
    }

    private static void CreatePassable(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, Passable);
        }
    }
}
