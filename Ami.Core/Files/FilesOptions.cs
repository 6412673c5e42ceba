namespace Ami.Core;

/// <summary>Where files are kept, section <c>Files</c>.</summary>
internal sealed class FilesOptions
{
    /// <summary>A folder of this machine; used when neither bucket nor container is named. AppHost gives one among its data.</summary>
    public string? Folder { get; set; }

    /// <summary>A bucket instead.</summary>
    public S3Options S3 { get; set; } = new();

    /// <summary>A container of Azure instead.</summary>
    public AzureOptions Azure { get; set; } = new();
}

/// <summary>A container of Azure Blob Storage, section <c>Files:Azure</c>.</summary>
internal sealed class AzureOptions
{
    /// <summary>Its name; null means another store.</summary>
    public string? Container { get; set; }

    /// <summary>Of the account, as the portal gives it: with address and key, or with a shared access signature.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>What all names begin with, for a container that holds more than this; nothing by default.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>Attempts after the first; 2 by default.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>Longest wait for one answer; 15 seconds by default.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);
}

/// <summary>A bucket, section <c>Files:S3</c>.</summary>
internal sealed class S3Options
{
    /// <summary>Its name; null means the local folder.</summary>
    public string? Bucket { get; set; }

    /// <summary>Address of a server other than Amazon's, for example <c>https://ACCOUNT.r2.cloudflarestorage.com</c>.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The bucket's region; <c>us-east-1</c> by default, which servers without regions accept.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>Id of the access key; null for the role of the machine.</summary>
    public string? AccessKey { get; set; }

    /// <summary>The secret that belongs to it.</summary>
    public string? SecretKey { get; set; }

    /// <summary>What all keys begin with, for a bucket that holds more than this; nothing by default.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>Attempts after the first; 2 by default.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>Longest wait for one answer; 15 seconds by default.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);
}
