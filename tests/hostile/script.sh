isi
