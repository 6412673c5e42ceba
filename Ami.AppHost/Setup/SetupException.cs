namespace Ami.AppHost.Setup;

/// <summary>A problem that the person at the terminal can solve: what happened, what to do next, and what the failed program printed.</summary>
public sealed class SetupException(string message, string nextStep, string output = "") : Exception(message)
{
    public string NextStep { get; } = nextStep;

    public string Output { get; } = output;

    public override string ToString() =>
        $"{Message}{(Output.Length == 0 ? "" : Environment.NewLine + Output.TrimEnd())}{Environment.NewLine}→ {NextStep}";
}
