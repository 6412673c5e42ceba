using System.Globalization;
using System.IO.Compression;
using System.Text;
using Npgsql;

namespace Ami.Core;

/// <summary>Everything the system holds of a person, over all its parts. Scoped.</summary>
public sealed class PersonalDataSet(IEnumerable<IPersonalData> parts, UnitOfWork unitOfWork, NpgsqlDataSource dataSource)
{
    private const string About = """
        AMI: tus datos / your data

        Todo lo que AMI guarda sobre ti, en un archivo JSON por cada tipo de dato. Las horas llevan su zona horaria; los importes de
        práctica son dinero simulado. No se incluyen tu contraseña ni otras claves, porque solo guardamos lo necesario para comprobarlas.

        Everything AMI holds about you, with one JSON file for each kind of data. Times carry their time zone; practice amounts are
        simulated money. Your password and other secrets are not included, because we keep only what is needed to check them.

        """;

    /// <summary>Everything that is stored of people, in words.</summary>
    public IReadOnlyList<KeptData> Kept { get; } = [.. parts.SelectMany(part => part.Kept)];

    /// <summary>Writes a person's archive to a stream that need not be seekable.</summary>
    public async Task Export(Guid userId, Stream destination, CancellationToken cancellationToken)
    {
        await using var stream = new ArchiveStream(destination);
        await using (var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken))
        {
            var archive = new PersonalArchive(zip, dataSource);
            await archive.Text("README.txt", About + WhatStays(), cancellationToken);
            foreach (var part in parts)
            {
                await part.Export(userId, archive, cancellationToken);
            }
        }

        await stream.FlushAsync(cancellationToken);
    }

    /// <summary>Erases a person everywhere, in the active unit of work.</summary>
    public Task Erase(Guid userId, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                foreach (var part in parts)
                {
                    await part.Erase(userId, ct);
                }
            },
            cancellationToken
        );

    private string WhatStays()
    {
        var text = new StringBuilder("Lo que queda si eliminas tu cuenta / what stays if you delete your account:\n");
        foreach (var kept in Kept)
        {
            if (kept.Remains is { } remains)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n{kept.Key}\n  {remains.Es}\n  {remains.En}\n");
            }
        }

        return text.ToString();
    }
}
