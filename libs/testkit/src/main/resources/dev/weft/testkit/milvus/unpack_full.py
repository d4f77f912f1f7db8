# Unpacks the server of the package 'milvus' and writes its configuration, into one folder that all servers share.
import sys

import milvus

home = sys.argv[1]
milvus._initialize_data_files(home)
config = milvus.MilvusServerConfig(data_dir=home)
config.resolve_storage()
config.write_config()
