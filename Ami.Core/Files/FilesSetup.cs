using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Core;

internal static class FilesSetup
{
    /// <summary>The store that configuration names. Without any, the process starts and the first file fails.</summary>
    public static IServiceCollection AddFiles(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddEventHandler<FileDiscarded, DeleteDiscardedFile>(DeleteDiscardedFile.Name)
            .AddSingleton<FileStore>(_ =>
            {
                var options = configuration.GetSection("Files").Get<FilesOptions>() ?? new FilesOptions();
                return (options.S3.Bucket, options.Azure.Container, options.Folder) switch
                {
                    (not null, not null, _) => throw new InvalidOperationException(
                        "Files:S3:Bucket and Files:Azure:Container are both set. Files can be kept in one of them only."
                    ),
                    (not null, _, _) => new S3FileStore(options.S3),
                    (_, not null, _) => new AzureFileStore(options.Azure),
                    (_, _, { } folder) => new LocalFileStore(folder),
                    _ => throw new InvalidOperationException(
                        "Files:Folder is not set. Start the system with Ami.AppHost, or name a folder that all processes share, a bucket (Files:S3:Bucket) or a container (Files:Azure:Container)."
                    ),
                };
            });
}
