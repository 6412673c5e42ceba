using Ami.AppHost.Setup;

namespace Ami.TestKit;

/// <summary>Programs of other people that ours are proven against: <c>Ami.Tests/Interop</c>, installed from its lock file when the first test asks.</summary>
public static class InteropPrograms
{
    private static readonly Lazy<Task<string>> Installed = new(Install);

    /// <summary>The folder with the programs and their packages.</summary>
    public static Task<string> Folder() => Installed.Value;

    private static async Task<string> Install()
    {
        var repository = Repository.Find();
        var folder = repository.At("Ami.Tests", "Interop");
        var wanted = await File.ReadAllTextAsync(Path.Combine(folder, "package-lock.json"));
        var stamp = Path.Combine(folder, "node_modules", ".ami-installed");
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
        {
            return folder;
        }

        using var turn = await FileLock.TakeAsync(repository.At(".ami", "interop.lock"), CancellationToken.None);
        await Npm.CiAsync(folder, ["--ignore-scripts"], CancellationToken.None);
        await File.WriteAllTextAsync(stamp, wanted);
        return folder;
    }
}
