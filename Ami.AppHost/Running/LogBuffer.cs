using System.Threading.Channels;

namespace Ami.AppHost.Running;

/// <summary>The last lines a resource printed: kept for the dashboard, and written to a file for those who look later.</summary>
internal sealed class LogBuffer : IDisposable
{
    private const int Kept = 2000;
    private const int LongestLine = 4000;
    private const int LargestFile = 10 << 20;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new();
    private readonly HashSet<Channel<string>> _readers = [];
    private readonly string? _path;
    private StreamWriter? _file;

    /// <param name="path">Null to keep lines in memory only; what the last run wrote there is kept beside it.</param>
    public LogBuffer(string? path = null)
    {
        _path = path;
        _file = path is null ? null : StartFile(path);
    }

    public void Add(string line)
    {
        if (line.Length > LongestLine)
            line = line[..LongestLine] + "…";
        lock (_lock)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
                _lines.Dequeue();
            WriteToFile(line);
            foreach (var reader in _readers)
                reader.Writer.TryWrite(line);
        }
    }

    public IReadOnlyList<string> Tail(int count)
    {
        lock (_lock)
            return [.. _lines.TakeLast(count)];
    }

    /// <summary>What there is, then what comes. A reader that is too slow loses the oldest lines, and slows nobody.</summary>
    public async IAsyncEnumerable<string> FollowAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var channel = Channel.CreateBounded<string>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_lock)
        {
            foreach (var line in _lines)
                channel.Writer.TryWrite(line);
            _readers.Add(channel);
        }

        try
        {
            await foreach (var line in channel.Reader.ReadAllAsync(cancel))
                yield return line;
        }
        finally
        {
            lock (_lock)
                _readers.Remove(channel);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _file?.Dispose();
            _file = null; // a grandchild may still have something to say
        }
    }

    private void WriteToFile(string line)
    {
        if (_file is null || _path is null)
            return;
        _file.WriteLine(line);
        if (_file.BaseStream.Length < LargestFile)
            return;
        _file.Dispose();
        _file = StartFile(_path);
    }

    private static StreamWriter StartFile(string path)
    {
        if (File.Exists(path))
            File.Move(path, path + ".previous", overwrite: true);
        return new StreamWriter(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        })
        { AutoFlush = true };
    }
}
