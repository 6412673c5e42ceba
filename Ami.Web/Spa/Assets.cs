using System.Collections.Concurrent;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Ami.Web.Spa;

/// <summary>The built web app under <c>wwwroot</c>, read when asked for and again when a file changed (a rebuild while running).</summary>
internal sealed class Assets(IWebHostEnvironment environment) : IDisposable
{
    private readonly FileExtensionContentTypeProvider _types = new() { Mappings = { [".webmanifest"] = "application/manifest+json" } };
    private readonly ConcurrentDictionary<string, Asset> _cache = new(StringComparer.Ordinal);

    private PhysicalFileProvider? _root;

    public async ValueTask<Asset?> Find(string path, CancellationToken cancellationToken)
    {
        // The provider refuses paths that leave the folder, and files whose names begin with a dot.
        var file = Root()?.GetFileInfo(path);
        if (file is not { Exists: true, IsDirectory: false } || !_types.TryGetContentType(path, out var type))
        {
            return null;
        }

        if (_cache.TryGetValue(path, out var known) && known.LastModified == file.LastModified && known.Content.Length == file.Length)
        {
            return known;
        }

        await using var stream = file.CreateReadStream();
        var content = new byte[file.Length];
        await stream.ReadExactlyAsync(content, cancellationToken);
        var isText = type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("javascript", StringComparison.Ordinal);
        return _cache[path] = new Asset(content, isText ? type + "; charset=utf-8" : type, file.LastModified);
    }

    public void Dispose() => _root?.Dispose();

    /// <summary>
    /// The folder may appear while the process runs (the first build of the web app), and the process may have been started from
    /// another folder than its own, so it is looked for until it is found.
    /// </summary>
    private PhysicalFileProvider? Root()
    {
        if (_root is not null)
        {
            return _root;
        }

        string[] places =
        [
            environment.WebRootPath ?? Path.Combine(environment.ContentRootPath, "wwwroot"),
            Path.Combine(AppContext.BaseDirectory, "wwwroot"),
            Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "wwwroot"),
        ];
        return places.FirstOrDefault(Directory.Exists) is { } found ? _root = new PhysicalFileProvider(Path.GetFullPath(found)) : null;
    }
}
