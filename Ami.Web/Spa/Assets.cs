using System.Collections.Concurrent;
using Microsoft.AspNetCore.StaticFiles;

namespace Ami.Web.Spa;

/// <summary>The built web app under <c>wwwroot</c>, read when asked for and again when a file changed (a rebuild while running).</summary>
internal sealed class Assets(IWebHostEnvironment environment)
{
    private readonly FileExtensionContentTypeProvider _types = new() { Mappings = { [".webmanifest"] = "application/manifest+json" } };
    private readonly ConcurrentDictionary<string, Asset> _cache = new(StringComparer.Ordinal);

    public async ValueTask<Asset?> Find(string path, CancellationToken cancellationToken)
    {
        // The provider refuses paths that leave the folder, and files whose names begin with a dot.
        var file = environment.WebRootFileProvider.GetFileInfo(path);
        if (!file.Exists || file.IsDirectory || !_types.TryGetContentType(path, out var type)) return null;
        if (_cache.TryGetValue(path, out var known) && known.LastModified == file.LastModified && known.Content.Length == file.Length) return known;
        await using var stream = file.CreateReadStream();
        var content = new byte[file.Length];
        await stream.ReadExactlyAsync(content, cancellationToken);
        var isText = type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("javascript", StringComparison.Ordinal);
        return _cache[path] = new Asset(content, isText ? type + "; charset=utf-8" : type, file.LastModified);
    }
}
