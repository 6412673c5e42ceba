namespace Ami.AppHost.Setup;

/// <summary>A problem that the person at the terminal can solve: what happened, what to do next, and what the failed program printed.</summary>
public sealed class SetupException(string message, string nextStep, string output = "") : Exception(message)
{
    public string NextStep { get; } = nextStep;

    public string Output { get; } = output;

    /// <summary>What AppHost ends with: 2 when it was asked for something that makes no sense.</summary>
    public int ExitCode { get; init; } = 1;

    public override string ToString() => $"{Message}{(Output.Length == 0 ? "" : Environment.NewLine + Output.TrimEnd())}{Environment.NewLine}→ {NextStep}";
}
