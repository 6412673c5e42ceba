using System.Security.Cryptography;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Servers;

/// <summary>A data folder that lives as long as one run; what a killed run left behind is removed by the next one.</summary>
internal sealed class ThrowAwayFolder : IDisposable
{
    private const string Prefix = "ami-run-";
    private const string InUse = ".in-use";

    private readonly FileLock _inUse;

    private ThrowAwayFolder(string path, FileLock inUse) => (Path, _inUse) = (path, inUse);

    public string Path { get; }

    public static ThrowAwayFolder Create()
    {
        var temporary = System.IO.Path.GetTempPath();
        foreach (var left in Directory.EnumerateDirectories(temporary, Prefix + "*"))
            if (File.Exists(System.IO.Path.Combine(left, InUse)) && TakeOver(left) is { } mine)
                mine.Dispose();

        var fresh = Directory.CreateDirectory(System.IO.Path.Combine(
            temporary, Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)))).FullName;
        return TakeOver(fresh) ?? throw new IOException($"{fresh} is in use although it was just created.");
    }

    public void Dispose()
    {
        // Where servers run as another user in a closed temporary folder, their data is elsewhere (see ServerPlace).
        var elsewhere = ServerPlace.Elsewhere(Path);
        if (Directory.Exists(elsewhere))
            Directory.Delete(elsewhere, recursive: true);
        Directory.Delete(Path, recursive: true);
        _inUse.Dispose();
    }

    private static ThrowAwayFolder? TakeOver(string path)
    {
        try
        {
            return FileLock.TryTake(System.IO.Path.Combine(path, InUse)) is { } inUse ? new ThrowAwayFolder(path, inUse) : null;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            return null; // another user's, or just removed by another process
        }
    }
}
