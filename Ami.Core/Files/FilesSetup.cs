using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Core;

internal static class FilesSetup
{
    /// <summary>The store that configuration names. Without any, the process starts and the first file fails.</summary>
    public static IServiceCollection AddFiles(this IServiceCollection services, IConfiguration configuration) =>
        services.AddEventHandler<FileDiscarded, DeleteDiscardedFile>(DeleteDiscardedFile.Name).AddSingleton<FileStore>(_ =>
        {
            var options = configuration.GetSection("Files").Get<FilesOptions>() ?? new FilesOptions();
            if (options.S3.Bucket is not null) return new S3FileStore(options.S3);
            return new LocalFileStore(options.Folder
                ?? throw new InvalidOperationException("Files:Folder is not set. Start the system with Ami.AppHost, or name a folder that all processes share, or a bucket (Files:S3:Bucket)."));
        });
}
