using Ami.AppHost.Running;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Lifecycle;

/// <summary>The folder (<c>.ami</c>) that one running system has to itself.</summary>
internal static class StateFolder
{
    /// <summary>Others may pass through (the servers' user, when root starts the system), and read nothing.</summary>
    private const UnixFileMode Passable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Of folders in it that hold what nobody else may read.</summary>
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static void Create(string folder) => Directory.CreateDirectory(folder, Passable);

    /// <exception cref="SetupException">A system runs here already.</exception>
    public static FileLock Lock(string folder)
    {
        if (FileLock.TryTake(Path.Combine(folder, "lock")) is { } mine)
        {
            return mine;
        }

        var running = RunFile.Read(folder);
        throw new SetupException(
            running is null ? $"AMI is already starting on {folder}." : $"AMI is already running at {running.Url} (process {running.Pid}, {folder}).",
            $"Use that one, stop it{(running is null ? "" : $" (kill {running.Pid})")}, or start a second one with --data DIR and --port N."
        );
    }
}
