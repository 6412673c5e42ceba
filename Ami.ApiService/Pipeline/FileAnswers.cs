using Ami.ServiceDefaults.Problems;

namespace Ami.ApiService.Pipeline;

/// <summary>What a client is told when the file store is away.</summary>
internal static class FileAnswers
{
    public static ExceptionAnswer? For(Exception exception) =>
        exception is FileStoreException
            ? new ExceptionAnswer(
                StatusCodes.Status503ServiceUnavailable,
                "files.unavailable",
                "Files cannot be stored or read right now. Try again in a moment.",
                TimeSpan.FromSeconds(2)
            )
            : null;
}
