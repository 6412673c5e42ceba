using System.Globalization;

namespace Ami.AppHost.Lifecycle;

/// <summary>
/// The <c>dotnet run</c> that started us. It passes no signal on, and its death by one must be ours; Aspire watches a process that it is told of.
/// </summary>
internal static class ParentProcess
{
    /// <returns>Null when something else started us, or where there is no <c>/proc</c>.</returns>
    public static int? DotnetRun()
    {
        const string path = "/proc/self/stat";
        if (!File.Exists(path))
        {
            return null;
        }

        // The second field is the program's name in brackets, which may hold anything.
        var parent = File.ReadAllText(path).Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        try
        {
            var words = File.ReadAllText($"/proc/{parent}/cmdline").Split('\0');
            return Path.GetFileName(words[0]) == "dotnet" && words.Contains("run") ? int.Parse(parent, CultureInfo.InvariantCulture) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
