namespace Ami.Core;

/// <summary>Files that live on this machine's disk for as long as they are open.</summary>
public static class TemporaryFile
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>A new one, empty, to write and read; readable by this process's user only, and deleted when it is closed.</summary>
    public static FileStream Create()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            BufferSize = BufferBytes,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
    }
}
