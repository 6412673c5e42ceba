using System.Runtime.InteropServices;

namespace Ami.AppHost.Setup;

/// <summary>A checkout of this repository: the folder that holds <c>Ami.sln</c>.</summary>
internal sealed record Repository(string Root)
{
    public static Repository Find() =>
        Ascend(AppContext.BaseDirectory)
        ?? Ascend(Environment.CurrentDirectory)
        ?? throw new SetupException(
            "This program is not inside a checkout: no folder above it holds Ami.sln.",
            "Run it from the repository: dotnet run --project Ami.AppHost"
        );

    public string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The <c>dotnet</c> executable that runs this process, so that children use the same one whatever PATH says.</summary>
    public static string Dotnet { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    private static Repository? Ascend(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ami.sln")))
            {
                return new Repository(folder.FullName);
            }
        }

        return null;
    }
}
