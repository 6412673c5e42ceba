namespace Ami.Modules.Identity;

/// <summary>
/// The largest picture takes a second of a core and some 250 MB of memory, so only half of the cores, one at least and four at most, are busy with pictures
/// at a time.
/// </summary>
internal sealed class ImageWork : IDisposable
{
    private readonly SemaphoreSlim _cores = new(Math.Clamp(Environment.ProcessorCount / 2, 1, 4));

    public async Task<Result<CleanImage>> Clean(ReadOnlyMemory<byte> upload, ImageLimits limits, CancellationToken cancellationToken)
    {
        await _cores.WaitAsync(cancellationToken);
        try
        {
            return ImageCleaner.Clean(upload.Span, limits);
        }
        finally
        {
            _cores.Release();
        }
    }

    public void Dispose() => _cores.Dispose();
}
