using Npgsql;

namespace Ami.Core;

/// <summary>A person's jobs, what they asked for and what came of it, with the files.</summary>
internal sealed class LongJobPersonalData(UnitOfWork unitOfWork, NpgsqlDataSource dataSource, FileStore files) : IPersonalData
{
    public IReadOnlyList<KeptData> Kept => CoreKept.Jobs;

    public async Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken)
    {
        await archive.Rows(
            "jobs/jobs.json",
            """
            select id, kind, subject, input, state, result, result_name, error, created_at, started_at, ended_at, expires_at
            from core.long_jobs where user_id = $1 order by id
            """,
            userId,
            cancellationToken
        );
        foreach (var (id, input, result, name) in await Files(userId, cancellationToken))
        {
            await Add(archive, $"jobs/{id}/input", input, cancellationToken);
            await Add(archive, $"jobs/{id}/{name}", result, cancellationToken);
        }
    }

    public async Task Erase(Guid userId, CancellationToken cancellationToken)
    {
        // One that runs has lost its row, and ends when it next writes or its silo next tells of it.
        await using var command = unitOfWork.Command("delete from core.long_jobs where user_id = $1 returning input_file, result_file");
        command.With(userId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            foreach (var column in (int[])[0, 1])
            {
                if (!await reader.IsDBNullAsync(column, cancellationToken))
                {
                    unitOfWork.Publish(new FileDiscarded(reader.GetString(column)));
                }
            }
        }
    }

    private async Task<List<(Guid Id, string? Input, string? Result, string? Name)>> Files(Guid userId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select id, input_file, result_file, result_name from core.long_jobs where user_id = $1 and (input_file is not null or result_file is not null)
            """
        );
        command.With(userId);
        var found = new List<(Guid, string?, string?, string?)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
            found.Add((reader.GetGuid(0), Text(1), Text(2), Text(3)));
        }

        return found;
    }

    private async Task Add(PersonalArchive archive, string name, string? key, CancellationToken cancellationToken)
    {
        // Swept meanwhile, perhaps.
        if (key is null || await files.Open(FileKey.Parse(key), cancellationToken) is not { } content)
        {
            return;
        }

        await using (content)
        {
            await archive.File(name, content, cancellationToken);
        }
    }
}
