using Ami.Core;

namespace Ami.Modules.Identity.Avatars;

/// <summary>Checking the largest picture takes up to a second of a core, so only half of them (at least one) are busy with it at a time.</summary>
internal sealed class ImageWork : IDisposable
{
    private readonly SemaphoreSlim _cores = new(Math.Max(1, Environment.ProcessorCount / 2));

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
