namespace Ami.AppHost.Servers;

/// <summary>Files that hold secrets: created with mode 0600, and replaced whole, so that no reader sees half of one.</summary>
internal static class PrivateFile
{
    public static void Write(string path, string text)
    {
        var half = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var writer = new StreamWriter(half, options))
        {
            writer.Write(text);
        }

        File.Move(half, path, overwrite: true);
    }
}
