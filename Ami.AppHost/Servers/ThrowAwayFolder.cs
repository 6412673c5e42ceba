using System.Security.Cryptography;
using Ami.AppHost.Setup;

namespace Ami.AppHost.Servers;

/// <summary>A data folder that lives as long as one run; what a killed run left behind is removed by the next one.</summary>
internal sealed class ThrowAwayFolder : IAsyncDisposable
{
    private const string Prefix = "ami-run-";
    private const string InUse = ".in-use";
    private const int Attempts = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileLock _inUse;

    private ThrowAwayFolder(string path, FileLock inUse) => (Path, _inUse) = (path, inUse);

    public string Path { get; }

    public static async Task<ThrowAwayFolder> CreateAsync()
    {
        var temporary = System.IO.Path.GetTempPath();
        foreach (var left in Directory.EnumerateDirectories(temporary, Prefix + "*"))
        {
            if (File.Exists(System.IO.Path.Combine(left, InUse)) && TakeOver(left) is { } mine)
            {
                await mine.DisposeAsync();
            }
        }

        var fresh = Directory.CreateDirectory(System.IO.Path.Combine(temporary, Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)))).FullName;
        return TakeOver(fresh) ?? throw new IOException($"{fresh} is in use although it was just created.");
    }

    public async ValueTask DisposeAsync()
    {
        // Where servers run as another user in a closed temporary folder, their data is elsewhere (see ServerPlace).
        await DeleteAsync(ServerPlace.Elsewhere(Path));
        await DeleteAsync(Path);
        _inUse.Dispose();
    }

    private static async Task DeleteAsync(string folder)
    {
        for (var attempt = 1; Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (attempt < Attempts)
            {
                // A server whose AppHost was killed may be writing its last words.
                await Task.Delay(Pause, TimeProvider.System);
            }
        }
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
