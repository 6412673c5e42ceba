using System.Diagnostics;

namespace Ami.Silo.Commands;

/// <summary>Checks the whole audit log, and says what was tampered with.</summary>
internal sealed class VerifyAuditCommand(AuditVerifier verifier) : ICommand
{
    private const int WrongUsage = 2;

    public string Name => "verify-audit";

    public string Usage =>
        "verify-audit [NUMBER:CODE]                     check every entry of the audit log and every anchor; also that the noted anchor is among them";

    public async Task<int> Run(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments.Count > 1)
        {
            await output.WriteLineAsync("Usage: " + Usage);
            return WrongUsage;
        }
        var started = Stopwatch.GetTimestamp();
        var verification = await verifier.Verify(arguments is [var code, ..] ? code : null, cancellationToken);
        await output.WriteLineAsync(
            $"{verification.Entries} entries ({verification.Erased} without their personal part, as is on record) and {verification.Anchors} anchors in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s;"
                + $" {verification.SinceAnchor} entries since the last anchor ({(verification.LastAnchorAt is { } at ? at.ToString("u") : "none yet")})."
        );
        foreach (var finding in verification.Findings)
        {
            await output.WriteLineAsync(
                $"  {finding.Fault}: {(finding.Lane is { } lane ? $"lane {lane}, entry" : "anchor")} {finding.Number} {finding.EntryId} {finding.At:u}"
            );
        }

        await output.WriteLineAsync(
            verification.IsIntact ? "Intact." : $"NOT INTACT: {verification.Faults} {(verification.Faults == 1 ? "fault" : "faults")}."
        );
        return verification.IsIntact ? 0 : 1;
    }
}
