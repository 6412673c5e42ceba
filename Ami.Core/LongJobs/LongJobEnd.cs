namespace Ami.Core;

/// <summary>What became of a long job.</summary>
/// <param name="State">Succeeded, failed or cancelled.</param>
internal sealed record LongJobEnd(LongJobState State)
{
    public string? Result { get; init; }

    public KeptFile? File { get; init; }

    public LongJobError? Error { get; init; }

    public Exception? Fault { get; init; }

    public static LongJobEnd Cancelled { get; } = new(LongJobState.Cancelled);

    public static LongJobEnd Of(Result<string> result, KeptFile? file) =>
        result.Match(
            value => new LongJobEnd(LongJobState.Succeeded) { Result = value, File = file },
            error => Failed(new LongJobError(error.Code, error.Message))
        );

    public static LongJobEnd Failed(LongJobError error, Exception? fault = null) => new(LongJobState.Failed) { Error = error, Fault = fault };
}
