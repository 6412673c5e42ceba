using System.Diagnostics.CodeAnalysis;

namespace Ami.Core;

/// <summary>
/// Names of the files of long jobs: <c>long-jobs/JOB/input</c> and <c>long-jobs/JOB/result-ATTEMPT</c>, so that a run that lost its job overwrites nothing.
/// </summary>
internal static class LongJobFiles
{
    public static FileKey Folder { get; } = FileKey.Parse("long-jobs");

    public static FileKey InputOf(Guid id) => FileKey.Parse($"{Folder}/{id:n}/input");

    public static FileKey ResultOf(Guid id, int attempt) => FileKey.Parse($"{Folder}/{id:n}/result-{attempt}");

    public static bool TryParse(FileKey key, [NotNullWhen(true)] out Guid? id)
    {
        id = key.Value.Split('/') is [_, var middle, _] && Guid.TryParseExact(middle, "n", out var parsed) ? parsed : null;
        return id is not null;
    }
}
