using System.Data;
using System.Globalization;
using Npgsql;

namespace Ami.Core;

/// <summary>Checks every hash of the audit log and every anchor, at one moment of the database and apart from the code in it.</summary>
public sealed class AuditVerifier(NpgsqlDataSource dataSource, AuditAnchors anchors)
{
    private const int MostFindings = 100;

    /// <summary>Reads the whole chain; some tens of thousands of entries a second.</summary>
    /// <param name="known">An anchor noted elsewhere, as <see cref="AuditAnchors.Drop"/> gave it out: it must be among the anchors. Null when there is none
    /// to compare.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<AuditVerification> Verify(string? known = null, CancellationToken cancellationToken = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var run = new Run();
        var chain = await Anchors(connection, run, known, cancellationToken);
        var erased = await Erased(connection, cancellationToken);
        var (seqs, hashes) = await AuditAnchors.Heads(connection, cancellationToken);
        for (var lane = 0; lane < seqs.Length; lane++)
        {
            var (seq, hash) = chain.Start is { } start ? (start.Seqs[lane], start.Hashes[lane]) : (0, AuditSeal.Nothing);
            (seq, hash) = await Lane(connection, lane, seq, hash, erased, run, cancellationToken);
            if (seq != seqs[lane] || !hash.AsSpan().SequenceEqual(hashes[lane]))
            {
                run.Report(new(AuditFault.EndMoved, lane, seqs[lane], null, null));
            }
        }

        return new(run.Entries, run.Erased, run.Anchors, seqs.Sum() - (chain.Last?.Seqs.Sum() ?? 0), chain.Last?.At, run.Faults, run.Findings);
    }

    /// <summary>Checks one lane from a known end on, and returns where it ends.</summary>
    private static async Task<(long Seq, byte[] Hash)> Lane(
        NpgsqlConnection connection,
        int lane,
        long seq,
        byte[] hash,
        HashSet<string> erased,
        Run run,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            select c.seq, c.id, c.at, c.actor_id::text, c.action, c.subject_type, c.subject_id, c.succeeded::text, c.trace_id, c.details_hash, c.hash,
                   d.salt, host(d.address), d.user_agent, d.before::text, d.after::text
            from core.audit_chain c left join core.audit_details d on d.entry_id = c.id where c.lane = $1 order by c.seq
            """,
            connection
        )
        {
            Parameters = { new() { Value = (short)lane } },
            CommandTimeout = 0,
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (number, id, at) = (reader.GetInt64(0), reader.GetGuid(1), reader.GetFieldValue<DateTimeOffset>(2));
            run.Entries++;
            if (number != seq + 1)
            {
                run.Report(new(AuditFault.EntryMissing, lane, seq + 1, null, null));
            }

            var (actor, subject) = (Text(reader, 3), Text(reader, 6));
            var details = reader.GetFieldValue<byte[]>(9);
            var stored = reader.GetFieldValue<byte[]>(10);
            var link = AuditSeal.Link(
                hash,
                lane.ToString(CultureInfo.InvariantCulture),
                number.ToString(CultureInfo.InvariantCulture),
                id.ToString(),
                AuditSeal.Micros(at).ToString(CultureInfo.InvariantCulture),
                actor,
                Text(reader, 4),
                Text(reader, 5),
                subject,
                Text(reader, 7),
                Text(reader, 8),
                Convert.ToHexStringLower(details)
            );
            if (number == seq + 1 && !link.AsSpan().SequenceEqual(stored))
            {
                run.Report(new(AuditFault.EntryChanged, lane, number, id, at));
            }

            if (await reader.IsDBNullAsync(11, cancellationToken))
            {
                var onRecord = actor is not null && erased.Contains(actor) || reader.GetString(5) == "user" && subject is not null && erased.Contains(subject);
                run.Erased += onRecord ? 1 : 0;
                if (!onRecord)
                {
                    run.Report(new(AuditFault.DetailsMissing, lane, number, id, at));
                }
            }
            else if (
                !AuditSeal
                    .Link(reader.GetFieldValue<byte[]>(11), Text(reader, 12), Text(reader, 13), Text(reader, 14), Text(reader, 15))
                    .AsSpan()
                    .SequenceEqual(details)
            )
            {
                run.Report(new(AuditFault.DetailsChanged, lane, number, id, at));
            }

            // Goes on from what is stored, so that one changed entry is one finding.
            (seq, hash) = (number, stored);
        }

        return (seq, hash);
    }

    /// <summary>Checks the anchors among themselves and against the hashes that the chain has where they stand.</summary>
    private async Task<(AuditAnchor? Start, AuditAnchor? Last)> Anchors(
        NpgsqlConnection connection,
        Run run,
        string? known,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            select a.number, a.at, a.checkpoint, a.seqs, a.hashes, a.previous, a.mac,
                   (select coalesce(bool_and(coalesce(c.hash = a.hashes[s.lane], s.seq = 0 or s.seq = f.seqs[s.lane] and a.hashes[s.lane] = f.hashes[s.lane], false)), true)
                    from unnest(a.seqs) with ordinality s (seq, lane) left join core.audit_chain c on c.lane = s.lane - 1 and c.seq = s.seq) as agrees
            from core.audit_anchors a left join (select seqs, hashes from core.audit_anchors where checkpoint order by number desc limit 1) f on true
            order by a.number
            """,
            connection
        )
        {
            CommandTimeout = 0,
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        (AuditAnchor? start, AuditAnchor? last, byte[] before) = (null, null, AuditSeal.Nothing);
        var knownSeen = known is null;
        while (await reader.ReadAsync(cancellationToken))
        {
            var anchor = new AuditAnchor(
                reader.GetInt64(0),
                reader.GetFieldValue<DateTimeOffset>(1),
                reader.GetBoolean(2),
                reader.GetFieldValue<long[]>(3),
                reader.GetFieldValue<byte[][]>(4),
                reader.GetFieldValue<byte[]>(5)
            );
            var mac = reader.GetFieldValue<byte[]>(6);
            run.Anchors++;
            var first = last is null;
            var genuine = anchors.IsGenuine(anchor, mac) && (first || !anchor.IsCheckpoint);
            if (genuine && first && anchor.IsCheckpoint)
            {
                start = anchor;
            }
            else if (anchor.Number != (last?.Number ?? 0) + 1)
            {
                run.Report(new(AuditFault.AnchorMissing, null, (last?.Number ?? 0) + 1, null, null));
            }
            else if (!genuine || !anchor.Previous.AsSpan().SequenceEqual(before))
            {
                run.Report(new(AuditFault.AnchorForged, null, anchor.Number, null, anchor.At));
            }

            if (genuine && !reader.GetBoolean(7))
            {
                run.Report(new(AuditFault.HistoryRewritten, null, anchor.Number, null, anchor.At));
            }

            knownSeen |= known == $"{anchor.Number}:{Convert.ToHexStringLower(mac)}";
            (last, before) = (anchor, mac);
        }

        if (!knownSeen)
        {
            run.Report(
                new(AuditFault.AnchorMissing, null, long.TryParse(known?.Split(':')[0], CultureInfo.InvariantCulture, out var number) ? number : 0, null, null)
            );
        }

        return (start, last);
    }

    private static async Task<HashSet<string>> Erased(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select distinct subject_id from core.audit_chain where action = 'audit.personal-data-erased' and subject_id is not null",
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var erased = new HashSet<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            erased.Add(reader.GetString(0));
        }

        return erased;
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private sealed class Run
    {
        public long Entries { get; set; }

        public long Erased { get; set; }

        public long Anchors { get; set; }

        public long Faults { get; private set; }

        public List<AuditFinding> Findings { get; } = [];

        public void Report(AuditFinding finding)
        {
            Faults++;
            if (Findings.Count < MostFindings)
            {
                Findings.Add(finding);
            }
        }
    }
}
